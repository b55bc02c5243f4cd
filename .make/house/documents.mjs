// The documents for people: README, changelog, .github and src/docs. Every link, heading, command, option, variable and file that one of
// them names must exist, because a newcomer trusts it. docs.mjs checks the tests and modules that src/docs names.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, normalize } from "node:path";
import { commandLine } from "./cli.mjs";

const DOCS = "src/docs";
/** The targets of the links between the documents for rustdoc. */
const LINKS = `${DOCS}/links.txt`;
/** Where a variable of the environment is defined: the settings of the app, and those of the commands and of deployments. */
const DEPLOYMENTS = [".deploy/compose/compose.yaml", ".deploy/azure/infra/main.parameters.json"];
const VARIABLES = [".env.sample", ...DEPLOYMENTS, "src/server/config/variable.rs", "src/server/config/dev_tenant.rs", "Makefile", ...scripts()]
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
/** Words in capitals that look like a variable in code: methods of HTTP, and the method of PKCE. */
const OTHER_CAPITALS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT", "S256"];

export function documents(files) {
  const documents = read();
  const of = (rule) => documents.flatMap((document) => rule(document));
  return [
    { rule: "every link of a document leads to a file and a heading that exist", findings: of((document) => brokenLinks(document, documents)) },
    { rule: "every document of src/docs is built by rustdoc, and its links work there", findings: [...notBuilt(documents), ...of(linksForGithubOnly)] },
    { rule: "every file that a document names exists", findings: of(missingFiles) },
    { rule: "every command and option that a document shows exists", findings: of(unknownCommands) },
    { rule: "every variable that a document names exists", findings: of((document) => unknownVariables(document, files)) },
    { rule: "every code block of a document has a known language, and every line of a shell block is checked", findings: of(uncheckedBlocks) },
  ];
}

function scripts() {
  return [".make", ".bench", "end2end"].flatMap((folder) =>
    readdirSync(folder).filter((name) => /\.(?:sh|mjs|ts)$/.test(name)).map((name) => `${folder}/${name}`),
  );
}

/** Reads all documents. */
export function read() {
  const inFolder = (folder) => readdirSync(folder).filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
  return ["README.md", "CHANGELOG.md", ...inFolder(".github"), ...inFolder(DOCS)].map((path) => {
    const text = readFileSync(path, "utf8");
    const blocks = codeBlocks(text);
    const prose = text.replace(/^ *```[\s\S]*?^ *```$/gm, (block) => block.replace(/[^\n]/g, ""));
    const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => ({ text: match[1], number: lineOf(prose, match.index) }));
    return { path, text, prose, blocks, spans };
  });
}

const lineOf = (text, index) => text.slice(0, index).split("\n").length;

/** The fenced blocks, also indented ones, with their language and the lines of their content. */
function codeBlocks(text) {
  return [...text.matchAll(/^( *)```([\w,]*)\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const number = lineOf(text, match.index);
    const lines = match[3].split("\n").slice(0, -1).map((line, index) => ({ text: line.trim(), number: number + index + 1 }));
    return { language: match[2], number, lines };
  });
}

/** Inline links and pictures, and definitions of references. */
function links({ prose }) {
  const visible = prose.replace(/`[^`\n]*`/g, (span) => span.replace(/[[\]()]/g, " "));
  const inline = [...visible.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => ({ target: match[1], inline: true, number: lineOf(visible, match.index) }));
  const defined = [...visible.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map((match) => ({ label: match[1], target: match[2], number: lineOf(visible, match.index) }));
  return [...inline, ...defined];
}

function brokenLinks(document, documents) {
  const found = links(document);
  const labels = found.map(({ label }) => label);
  const undefinedLabels = [...document.prose.replace(/`[^`\n]*`/g, "``").matchAll(/\]\[([^\]\n]+)\]/g)]
    .filter(([, label]) => !labels.includes(label))
    .map(([, label]) => `${document.path}: the link [${label}] is not defined`);
  const broken = found.filter(({ target }) => !/^[a-z]+:/.test(target)).flatMap(({ target, number }) => {
    const [file, anchor] = target.split("#");
    const path = file ? normalize(`${dirname(document.path)}/${file}`) : document.path;
    if (!existsSync(path)) return [`${document.path}:${number}: ${target} does not exist`];
    if (anchor === undefined) return [];
    const named = documents.find((other) => other.path === path);
    return named && headings(named).includes(anchor) ? [] : [`${document.path}:${number}: ${target} has no such heading`];
  });
  return [...undefinedLabels, ...broken];
}

/** The anchors of the headings, as GitHub makes them. */
function headings({ prose }) {
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, text]) => text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-"));
}

/** Every document is a module of src/docs.rs, and LINKS defines a link to each. */
function notBuilt(documents) {
  const [rust, defined] = ["src/docs.rs", LINKS].map((path) => readFileSync(path, "utf8"));
  return documents.filter(({ path }) => path.startsWith(DOCS)).flatMap(({ path }) => {
    const name = path.slice(DOCS.length + 1, -".md".length);
    const built = rust.includes(`#[doc = include_str!("docs/${name}.md")]\npub mod ${name} {}`) && defined.includes(`[${name}]: crate::docs::${name}\n`);
    return built ? [] : [`${path}: src/docs.rs has no module for it, or ${LINKS} no link`];
  });
}

/** In src/docs a link to a file is a reference, because LINKS replaces its target for rustdoc. make doc copies the pictures. */
function linksForGithubOnly(document) {
  if (!document.path.startsWith(DOCS)) return [];
  const defined = readFileSync(LINKS, "utf8");
  return links(document).filter(({ target }) => !/^[a-z]+:/.test(target)).flatMap(({ target, inline, label, number }) => {
    const copied = `[${label}]: ../../../pictures/${basename(target)}\n`;
    const works = inline ? target.startsWith("#") : defined.includes(`[${label}]: crate::`) || defined.includes(copied);
    return works ? [] : [`${document.path}:${number}: the link to ${target} is not a reference that ${LINKS} defines`];
  });
}

/** docs.mjs does the same for src/docs. The text of a link may be the end of its target. */
function missingFiles({ path, text: document, spans }) {
  return spans
    .filter(({ text }) => /^\.?[\w.-]+(?:\/[\w.-]+)+\.(?:rs|ts|mjs|sh|md|json|yml)$/.test(text) && !existsSync(text) && !document.includes(`/${text})`))
    .map(({ text, number }) => `${path}:${number}: ${text} does not exist`);
}

/** Commands are in shell blocks and in code spans. */
function unknownCommands({ path, blocks, spans }) {
  const shell = blocks.filter(({ language }) => language === "sh").flatMap(({ lines }) => lines);
  const known = commandLine();
  const options = new Set([...known.values()].flatMap((of) => [...of]));
  const makefile = readFileSync("Makefile", "utf8");
  const ofScripts = (option) => new RegExp(`(?:^|[\\s"'(])${option}\\b`, "m").test(VARIABLES);
  return [...shell, ...spans].flatMap(({ text, number }) => {
    const at = (problem) => [`${path}:${number}: ${problem}`];
    const target = /(?:^| )make ([a-z][\w-]*)/.exec(text)?.[1];
    if (target && !new RegExp(`^${target}:`, "m").test(makefile)) return at(`the Makefile has no target ${target}`);
    if (/^leptos-entra /.test(text)) return unknownParts(known, text.split(/\s+/).slice(1)).flatMap(at);
    const option = /^(--[a-z][\w-]*)(?:[ =].*)?$/.exec(text)?.[1];
    return option && !options.has(option) && !ofScripts(option) ? at(`no command has the option ${option}`) : [];
  });
}

/** The problems of one command line, e.g. `keys new --file <path>`. */
function unknownParts(known, words) {
  const ends = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  const name = words.slice(0, ends === -1 ? words.length : ends).join(" ");
  if (!known.has(name)) return [`leptos-entra has no command '${name}'`];
  const given = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]);
  return given.filter((option) => !known.get(name).has(option)).map((option) => `'leptos-entra ${name}' has no option ${option}`);
}

/** Names in capitals in code: `CLIENT_ID`, `NAME=value`. A document for developers may also name a constant of the code. */
function unknownVariables({ path, blocks, spans }, files) {
  const shell = blocks.filter(({ language }) => language === "sh").flatMap(({ lines }) => lines);
  return [...shell, ...spans].flatMap(({ text, number }) => {
    const names = [...text.matchAll(/(?<![\w:/<-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b(?!::)|(?:^| )([A-Z][A-Z0-9]+)=|^([A-Z][A-Z0-9]{3,})$/g)];
    return names
      .map((match) => match[1] ?? match[2] ?? match[3])
      .filter((name) => !OTHER_CAPITALS.includes(name) && !new RegExp(`\\b${name}\\b`).test(VARIABLES))
      .filter((name) => !files.some((file) => new RegExp(`\\b(?:const|static) ${name}\\b`).test(file.code)))
      .map((name) => `${path}:${number}: no variable is called ${name}`);
  });
}

const SHELL = [/^# /, /^make [a-z]/, /^leptos-entra [a-z]/, /^git clone <[^>]+> \S+$/, /^cd \S+$/, /^[A-Z][A-Z0-9_]*=\S+$/, /^cargo test (--lib )?--features ssr,dev-tenant \w+$/];

function uncheckedBlocks({ path, blocks }) {
  return blocks.flatMap(({ language, number, lines }) => {
    if (!["sh", "text", "rust", "rust,ignore"].includes(language)) return [`${path}:${number}: a block has the language '${language}'`];
    if (language !== "sh") return [];
    return lines.flatMap(({ text, number: at }) => {
      const copied = /^cp (\S+) \S+$/.exec(text)?.[1];
      const isInSample = VARIABLES.includes(`\n#     ${text}\n`);
      const checked = text === "" || isInSample || (copied ? existsSync(copied) : SHELL.some((pattern) => pattern.test(text)));
      return checked ? [] : [`${path}:${at}: no rule checks '${text}'`];
    });
  });
}
