// The lock files say what is installed: only what stands at crates.io and in npm's registry, each with its hash, and no
// package of npm runs anything while it is installed. No address of a mirror gets in either.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname } from "node:path";

const CRATES = "registry+https://github.com/rust-lang/crates.io-index";
const NPM = "https://registry.npmjs.org/";

export function locks() {
  const all = [...files(".")];
  const named = (name) => all.filter((path) => path.endsWith(`/${name}`));
  const [cargo, npm] = [named("Cargo.lock"), named("package-lock.json")];
  const missing = cargo.length === 0 || npm.length === 0 ? ["no lock file was found: this check would prove nothing"] : [];
  return [
    { rule: "every package of Cargo is from crates.io and has its hash", findings: [...missing, ...cargo.flatMap(ofCargo)] },
    { rule: "every package of npm is from its registry and has its hash", findings: [...missing, ...npm.flatMap(ofNpm)] },
    { rule: "no package of npm runs a script while it is installed", findings: [...missing, ...npm.flatMap(withScripts)] },
  ];
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) yield `${folder}/${entry.name}`;
    else if (entry.isDirectory() && ![".git", "dist", "node_modules", "target"].includes(entry.name)) yield* files(`${folder}/${entry.name}`);
  }
}

function ofCargo(path) {
  const own = readFileSync(`${dirname(path)}/Cargo.toml`, "utf8").match(/^name = "([^"]+)"/m)?.[1];
  const [, ...packages] = readFileSync(path, "utf8").split("[[package]]\n");
  if (packages.length < 2) return [`${path}: lists no package`];
  return packages.flatMap((text) => {
    const value = (member) => text.match(new RegExp(`^${member} = "([^"]*)"$`, "m"))?.[1];
    const [name, source, hash] = [value("name"), value("source"), value("checksum")];
    if (source === undefined) return name === own ? [] : [`${path}: ${name} is from this machine`];
    if (source !== CRATES) return [`${path}: ${name} is from ${source}`];
    return /^[0-9a-f]{64}$/.test(hash ?? "") ? [] : [`${path}: ${name} has no hash`];
  });
}

/** Without `resolved` a package is fetched from the registry by the name of its folder. */
function ofNpm(path) {
  const { lockfileVersion, packages } = JSON.parse(readFileSync(path, "utf8"));
  if (lockfileVersion !== 3) return [`${path}: is of version ${lockfileVersion}, not 3`];
  const { "": own, ...others } = packages;
  const wanted = Object.entries(packages).flatMap(([at, { dependencies, devDependencies, optionalDependencies, peerDependencies }]) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
      .filter(([, range]) => range.includes(":") || range.includes("/"))
      .map(([name, range]) => `${path}: ${at || own.name} wants ${name} from ${range}`),
  );
  const installed = Object.entries(others).flatMap(([at, { version, integrity, resolved, link, name }]) => {
    const problems = [];
    if (link || !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version ?? "")) problems.push("is no version of the registry");
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "")) problems.push("has no hash");
    if (resolved !== undefined && !resolved.startsWith(NPM)) problems.push(`is from ${resolved}`);
    if (name !== undefined) problems.push(`goes by another name: ${name}`);
    return problems.map((problem) => `${path}: ${at} ${problem}`);
  });
  return Object.keys(others).length === 0 ? [`${path}: lists no package`] : [...wanted, ...installed];
}

/** Also for whoever types `npm ci` by hand. */
function withScripts(path) {
  const settings = `${dirname(path)}/.npmrc`;
  const lines = existsSync(settings) ? readFileSync(settings, "utf8").split("\n").map((line) => line.trim()) : [];
  const findings = lines.includes("ignore-scripts=true") ? [] : [`${settings}: does not say ignore-scripts=true`];
  const named = lines.filter((line) => /registry\s*=\s*http|_auth|_password/i.test(line));
  return [...findings, ...named.map(() => `${settings}: names a registry, which is for each machine to know`)];
}
