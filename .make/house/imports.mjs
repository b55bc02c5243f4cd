// Finds the files that a Rust file uses. Re-exports are followed to the file that defines the item.
import { blankStrings } from "./source.mjs";

/** Matches a path of two or more names. After `.` it would be a method call, and after `:` the rest of another path. */
const PATH = /(?<![\w:.$'])((?:r#)?[A-Za-z_]\w*(?:\s*::\s*(?:r#)?[A-Za-z_]\w*)+)/g;
const USE = /(?<![\w])((?:pub(?:\s*\([^)]*\))?\s+)?)use\s+([^;]+);/g;

/** Reads the declarations and the paths of one file. */
function read(file) {
  // In a macro, `$crate` is the root of the crate.
  const code = blankStrings(file.live).replaceAll("$crate::", " crate::");
  const uses = [...code.matchAll(USE)].flatMap(([, visibility, text]) =>
    expand(text.trim()).map(({ path, name }) => ({ path, name, exported: visibility !== "" })),
  );
  const rest = code.replace(USE, (text) => text.replace(/[^\n]/g, " "));
  const paths = [...rest.matchAll(PATH)].map(([, text]) => text.split("::").map((name) => name.trim()));
  return { file, uses, rest, paths };
}

/** Expands `a::{b, c as d, self}` to its paths, each with the name that the path gets in the file. */
function expand(text, before = []) {
  const brace = text.indexOf("{");
  if (brace < 0) {
    const [whole, alias] = text.split(/\s+as\s+/);
    const own = whole.split("::").map((name) => name.trim()).filter(Boolean);
    const path = [...before, ...own].filter((name, index) => name !== "self" || index === 0);
    return own.length === 0 ? [] : [{ path, name: alias?.trim() ?? path.at(-1) }];
  }
  const head = text.slice(0, brace).split("::").map((name) => name.trim()).filter(Boolean);
  return branches(text.slice(brace + 1, text.lastIndexOf("}"))).flatMap((branch) => expand(branch, [...before, ...head]));
}

/** Splits a list of imports at the commas outside of braces. */
function branches(text) {
  const found = [""];
  let depth = 0;
  for (const letter of text) {
    depth += { "{": 1, "}": -1 }[letter] ?? 0;
    if (letter === "," && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((branch) => branch.trim()).filter(Boolean);
}

/** Returns the uses of one file by another as `{ from, to, names }`, with the paths of the files. */
export function fileUses(files) {
  const modules = new Map(files.map((file) => [file.modules.join("::"), read(file)]));
  const edges = new Map();
  for (const module of modules.values()) {
    const add = (found, name) => {
      if (!found || found === module) return;
      const key = `${module.file.path} ${found.file.path}`;
      const edge = edges.get(key) ?? { from: module.file.path, to: found.file.path, names: new Set() };
      edges.set(key, { ...edge, names: edge.names.add(name) });
    };
    for (const { path, name, exported } of module.uses) {
      const found = resolve(modules, module, path);
      // An imported module is not used yet. It is used where a path begins with its name.
      if (!found || found.rest.length === 0) continue;
      const below = isBelow(found.module, module);
      const mentioned = name !== "*" && new RegExp(`\\b${name}\\b`).test(module.rest);
      // A parent that only re-exports an item does not use it.
      if (exported && below && !mentioned) continue;
      add(found.module, name === "_" ? path.at(-1) : name);
    }
    for (const path of module.paths) {
      const found = resolve(modules, module, path);
      if (found && found.rest.length > 0) add(found.module, found.rest[0]);
    }
  }
  return [...edges.values()].map(({ names, ...edge }) => ({ ...edge, names: [...names].sort() }));
}

function isBelow(module, parent) {
  const names = parent.file.modules;
  return module.file.modules.length > names.length && names.every((name, index) => module.file.modules[index] === name);
}

/** Finds the file that defines the item at `path`, as seen from `module`; `rest` is the part of the path inside that file. */
function resolve(modules, module, path, depth = 0) {
  if (depth > 12) return undefined;
  const [first, ...others] = path;
  const own = module.file.modules;
  const child = (names, name) => modules.get([...names, name].join("::"));
  if (first === "crate") return walk(modules, [], others, depth);
  if (first === "self") return walk(modules, own, others, depth);
  if (first === "super") {
    const up = others.findIndex((name) => name !== "super");
    const steps = 1 + (up < 0 ? others.length : up);
    return walk(modules, own.slice(0, own.length - steps), others.slice(steps - 1), depth);
  }
  if (child(own, first)) return walk(modules, own, path, depth);
  const alias = module.uses.find(({ name, path: target }) => name === first && target[0] !== first);
  return alias && resolve(modules, module, [...alias.path, ...others], depth + 1);
}

/** Follows the path down to the last module with a file, and on to the file that defines a name which that module imports. */
function walk(modules, names, path, depth) {
  let at = names;
  let rest = path;
  while (rest.length > 0 && modules.has([...at, rest[0]].join("::"))) {
    at = [...at, rest[0]];
    rest = rest.slice(1);
  }
  const module = modules.get(at.join("::"));
  if (!module) return undefined;
  const [name, ...others] = rest;
  if (name === undefined) return imported(modules, module, at, depth) ?? { module, rest };
  const alias = name === "*" ? undefined : module.uses.find((use) => use.name === name);
  if (alias) return resolve(modules, module, [...alias.path, ...others], depth + 1) ?? { module, rest };
  for (const { path: target } of module.uses.filter((use) => use.name === "*" && use.exported)) {
    const found = resolve(modules, module, [...target.slice(0, -1), name], depth + 1);
    if (found && defines(found.module, name)) return found;
  }
  return { module, rest };
}

/**
 * Finds the item if the parent has `pub use begin::begin`: the path `super::begin` is then the function, not only the
 * module.
 */
function imported(modules, module, at, depth) {
  const parent = modules.get(at.slice(0, -1).join("::"));
  const alias = parent?.uses.find(({ name, path }) => name === at.at(-1) && path.length > 1);
  const found = alias && depth < 12 ? resolve(modules, parent, alias.path, depth + 1) : undefined;
  return found?.module === module && found.rest.length > 0 ? found : undefined;
}

function defines(module, name) {
  return new RegExp(`\\b(?:struct|enum|trait|type|fn|const|static|union)\\s+${name}\\b`).test(module.rest);
}
