// The pages of the route table, read from its source, so that the tests also visit a page that is added later.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const source = (file: string): string => readFileSync(join(import.meta.dirname, "../../src", file), "utf8");

/** Returns the path of a constant of Rust, such as `paths::HOME` or `calendar::PATH`. */
function path(constant: string, table: string): string {
  const [module = "", name = ""] = constant.split("::");
  const file = new RegExp(`(\\w+) as ${module}\\b`).exec(table)?.[1] ?? module;
  const text = source(module === "paths" ? "paths/names.rs" : `pages/${file}.rs`);
  const found = new RegExp(`pub const ${name}: &str = "([^"]+)"`).exec(text)?.[1];
  if (found === undefined) throw new Error(`the path of ${constant} was not found`);
  return found;
}

/** Returns the paths of all pages of the app. */
export function pagesOfApp(): string[] {
  const table = source("routes.rs");
  return [...table.matchAll(/Route::(?:page|checks)\(([\w:]+),/g)].map(([, constant = ""]) => path(constant, table));
}
