// Reads the commands and options of the program from the source of its command line (clap's derive macros in src/cli).
import { readFileSync, readdirSync } from "node:fs";

const kebab = (name) => name.replace(/_/g, "-").replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();

/** Returns the options of each command, by its name with spaces: `keys new` has `--file`. A group such as `keys` has none. */
export function commandLine() {
  const modules = new Map(readdirSync("src/cli").filter((name) => name.endsWith(".rs")).map((name) => [name.replace(".rs", ""), types(`src/cli/${name}`)]));
  const root = types("src/cli.rs");
  const commands = new Map();
  for (const { name, payload } of root.enums.get("Command") ?? []) {
    const [module, type] = payload?.split("::") ?? [];
    const found = modules.get(module);
    commands.set(kebab(name), new Set());
    if (!found) continue;
    if (found.structs.has(type)) commands.set(kebab(name), options(found, type));
    for (const variant of found.enums.get(type) ?? []) {
      commands.set(`${kebab(name)} ${kebab(variant.name)}`, variant.payload ? options(found, variant.payload) : new Set());
    }
  }
  return commands;
}

/** The options of a struct, also those that it flattens. */
function options({ structs }, type) {
  const { long, flattened } = structs.get(type) ?? { long: [], flattened: [] };
  return new Set([...long, ...flattened.flatMap((name) => [...options({ structs }, name)])]);
}

/** The enums with their variants, and the structs with their options. */
function types(path) {
  const text = readFileSync(path, "utf8").replace(/^\s*\/\/.*$/gm, "");
  const bodies = [...text.matchAll(/\b(enum|struct) (\w+) \{\n([\s\S]*?)\n\}/g)];
  const enums = bodies.filter(([, kind]) => kind === "enum").map(([, , name, body]) => [name, variants(body)]);
  const structs = bodies.filter(([, kind]) => kind === "struct").map(([, , name, body]) => [name, fields(body)]);
  return { enums: new Map(enums), structs: new Map(structs) };
}

function variants(body) {
  return [...body.matchAll(/^ {4}([A-Z]\w*)(?:\(([\w:]+)\))?,?$/gm)].map(([, name, payload]) => ({ name, payload }));
}

function fields(body) {
  const long = [...body.matchAll(/#\[arg\(long(?: = "([\w-]+)")?[\s\S]*?\)\]\s*(\w+):/g)].map(([, named, field]) => `--${named ?? kebab(field)}`);
  const flattened = [...body.matchAll(/#\[command\(flatten\)\]\s*\w+: (\w+)/g)].map(([, type]) => type);
  return { long, flattened };
}
