// Checks the lock files of npm: every package comes from npm's registry with a hash, no package runs a script during
// the installation, and no file names a mirror. Cargo's lock file needs no rule here: cargo-deny checks the sources,
// and cargo the hashes.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname } from "node:path";

const NPM = "https://registry.npmjs.org/";

export function locks() {
  const npm = [...files(".")].filter((path) => path.endsWith("/package-lock.json"));
  const missing = npm.length === 0 ? ["no lock file was found, so this check proves nothing"] : [];
  return [
    { rule: "every package of npm is from its registry and has a hash", findings: [...missing, ...npm.flatMap(ofNpm)] },
    { rule: "no package of npm runs a script during the installation", findings: [...missing, ...npm.flatMap(withScripts)] },
  ];
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) yield `${folder}/${entry.name}`;
    else if (entry.isDirectory() && ![".git", "dist", "node_modules", "target"].includes(entry.name)) yield* files(`${folder}/${entry.name}`);
  }
}

/**
 * Checks the packages of a lock file. Without `resolved`, npm would fetch a package from the registry under its
 * folder's name.
 */
function ofNpm(path) {
  const { lockfileVersion, packages } = JSON.parse(readFileSync(path, "utf8"));
  if (lockfileVersion !== 3) return [`${path}: the lock file has version ${lockfileVersion} instead of 3`];
  const { "": own, ...others } = packages;
  const wanted = Object.entries(packages).flatMap(([at, { dependencies, devDependencies, optionalDependencies, peerDependencies }]) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
      .filter(([, range]) => range.includes(":") || range.includes("/"))
      .map(([name, range]) => `${path}: ${at || own.name} wants ${name} from ${range}`),
  );
  const installed = Object.entries(others).flatMap(([at, { version, integrity, resolved, link, name }]) => {
    const problems = [];
    if (link || !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version ?? "")) problems.push("has no version of the registry");
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "")) problems.push("has no hash");
    if (resolved !== undefined && !resolved.startsWith(NPM)) problems.push(`is from ${resolved}`);
    if (name !== undefined) problems.push(`has another name: ${name}`);
    return problems.map((problem) => `${path}: ${at} ${problem}`);
  });
  return Object.keys(others).length === 0 ? [`${path}: lists no package`] : [...wanted, ...installed];
}

/** Checks that `.npmrc` forbids scripts, because it also applies when a developer runs `npm ci` by hand. */
function withScripts(path) {
  const settings = `${dirname(path)}/.npmrc`;
  const lines = existsSync(settings) ? readFileSync(settings, "utf8").split("\n").map((line) => line.trim()) : [];
  const findings = lines.includes("ignore-scripts=true") ? [] : [`${settings}: does not say ignore-scripts=true`];
  const named = lines.filter((line) => /registry\s*=\s*http|_auth|_password/i.test(line));
  return [...findings, ...named.map(() => `${settings}: names a registry or a password; these belong into the settings of a machine`)];
}
