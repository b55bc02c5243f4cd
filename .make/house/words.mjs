// Checks the text of single files: the first line, the length, names, and texts that are not allowed.
import { readFileSync } from "node:fs";
import { literals, matches } from "./source.mjs";

const LONGEST_FILE = 250;
/** The file that defines every path of the app. */
const PATHS = "src/paths/names.rs";

// `login` and `logout` are allowed only in terms of specifications, in Microsoft's addresses, and in the tutorials'
// name of a view.
const SPECIFIED = [
  // Parameters and claims (OpenID Connect Core, RP-Initiated Logout, Front-Channel Logout), also inside longer names.
  /\w*(?:login_hint|logout_hint|post_logout_redirect|login_required)\w*|\bpost-logout[ -]redirect\b/gi,
  /\b(?:http|front_?channel|back_?channel)_logout\w*|\b(?:front|back)-channel[- ]logouts?\b|\bRP-initiated logout\b/gi,
  /\b\w*(?:LoginHint|LogoutHint|PostLogoutRedirect|LogoutRequest|WithLogout|LogoutProviderMetadata)\w*/g,
  // The token of Back-Channel Logout, its type and its event.
  /\w*LogoutToken\w*|\w*logout_token\w*|\blogout[- ]tokens?\b|\blogout\+jwt\b|\bbackchannel-logout\b/gi,
  // `prompt=login`, as a value and as its enum variant.
  /\bprompt=login\b|"login"|\bPrompt::Login\b|^\s*Login,$/gm,
  // Hosts and paths of providers.
  /\blogin[.-][\w.-]+|\b\w*(?:ciam|b2c)login\b[\w.-]*|\bdevicelogin\b|\/logout\b/gi,
  // A property of Microsoft Graph, one of Bicep, and a command of the Azure CLI.
  /\blogoutUrl\b|\bloginEndpoint\b|\baz login\b/g,
  // OWASP's names of events and of reasons.
  /\blogin view\b|\bauthn_log\w+\b|\\?"logout\\?"/gi,
];

export function words(files) {
  const app = files.filter((file) => !file.beside && file.modules[0] !== "dev_tenant");
  return [
    {
      rule: "every file begins with //! and a sentence",
      findings: files.filter((file) => !/^\/\/! \S/.test(file.text)).map((file) => file.path),
    },
    {
      rule: `no file is longer than ${LONGEST_FILE} lines`,
      findings: files
        .map((file) => ({ path: file.path, lines: file.text.trimEnd().split("\n").length }))
        .filter(({ lines }) => lines > LONGEST_FILE)
        .map(({ path, lines }) => `${path} has ${lines}`),
    },
    {
      // Clippy's `allow_attributes` reports `#[allow]`, but not `#![allow]` with a reason, so this rule does.
      rule: "no lint is allowed for a whole file or module",
      findings: files.flatMap((file) => matches(file, file.code, /#!\[(?:cfg_attr\(.*)?allow\(/g)),
    },
    {
      rule: "nothing called token, secret, code or verifier is a plain String",
      // `user_code` is allowed, because the user code of RFC 8628 is shown to the user, who enters it on another
      // device.
      findings: app.flatMap((file) =>
        matches(file, file.live, /\b(\w*(?:token|secret|code|verifier))\s*:\s*String\b/g, (match) => match[1] === "user_code"),
      ),
    },
    {
      rule: "login and logout appear only in terms of specifications and Microsoft's addresses",
      findings: files.flatMap((file) =>
        matches(file, SPECIFIED.reduce((text, term) => text.replace(term, ""), file.text), /log(?:in|out)/gi),
      ),
    },
    {
      rule: "no module is called utils, helpers, common, misc or manager",
      findings: files
        .filter((file) => file.modules.some((name) => /^(?:utils?|helpers?|common|misc|manager)$/.test(name)))
        .map((file) => file.path),
    },
    { rule: `every path of the app is defined in ${PATHS}, or as PATH in the file of its page`, findings: strayPaths(app) },
  ];
}

/** The rooms that create links. In them, every literal that looks like a path is checked. */
const LINKING = ["client", "islands", "pages", "server_fns", "web"];

/**
 * Finds literals that equal a path of the app. In rooms that create links it also finds every literal that looks like a path.
 * A page may define its own path as a constant: `const PATH`.
 */
function strayPaths(files) {
  const names = readFileSync(PATHS, "utf8");
  const known = [...names.matchAll(/^pub const \w+: &str = "(\/.+)";/gm)].map(([, path]) => path);
  if (known.length < 10) return [`${PATHS} defines ${known.length} paths: too few, so this check proves little`];
  const isOurs = (text) => known.some((path) => text === path || text.startsWith(`${path}/`) || text.startsWith(`${path}?`));
  return files
    .filter((file) => file.path !== PATHS)
    .flatMap((file) =>
      literals(file.live)
        .filter(({ text, line }) => /^\/(?!proc\/)[a-zA-Z]/.test(text) && !/\bendpoint\s*=|\bconst PATH: &str =/.test(line))
        .filter(({ text }) => isOurs(text) || LINKING.includes(file.modules[0]))
        .map(({ number, line }) => `${file.path}:${number}: ${line.trim()}`),
    );
}
