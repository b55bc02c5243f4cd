// Removes unused code from the compiled client. wasm-bindgen keeps every export of every crate (unused streams, for
// example), with all code that the exports need and the JavaScript that would call them.
// Arguments: the client's JavaScript file and WebAssembly file, both of which are replaced.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const tools = createRequire(path.resolve("end2end/package.json"));
const esbuild = tools("esbuild");
const { default: binaryen } = await import(pathToFileURL(tools.resolve("binaryen")).href);
const [script, client] = process.argv.slice(2).map((file) => path.resolve(file));

/** The exported functions of islands, which the loader of the page calls by name: `CallApi_1234567890`. */
const islands = [...readFileSync(script, "utf8").matchAll(/^export function ([A-Z]\w*_\d+)\(/gm)].map(([, name]) => name);

/** Keeps the code that a page imports (the loader, the entry and the islands), and the code that it reaches. */
function shake(contents) {
  const glue = { name: "glue", setup: (build) => build.onLoad({ filter: /./ }, () => ({ contents, loader: "js" })) };
  const entry = { contents: `export { default, hydrate, ${islands.join(", ")} } from ${JSON.stringify(script)}`, resolveDir: path.dirname(script) };
  const options = { bundle: true, format: "esm", write: false, logLevel: "warning" };
  return esbuild.build({ ...options, stdin: entry, plugins: [glue] });
}

const textOf = (built) => built.outputFiles[0].text;

function withoutUnused(module, text) {
  for (let index = module.getNumExports() - 1; index >= 0; index -= 1) {
    const { name } = binaryen.getExportInfo(module.getExportByIndex(index));
    if (!new RegExp(`\\b${name}\\b`).test(text)) module.removeExport(name);
  }
  module.runPasses(["remove-unused-module-elements"]);
}

/** Keeps only those members of the import object that the WebAssembly imports. Each member begins on a new line. */
function withoutImports(text, wanted) {
  return text.replace(/^( +)(__wb\w+): function\(.*\n(?:\1 .*\n)*\1\},?\n/gm, (member, _indent, name) =>
    wanted.has(name) ? member : "",
  );
}

/**
 * Removes code that keeps unused classes alive: for disposal by `using`, and registries that are created conditionally.
 */
const withoutKeepers = (text) =>
  text
    .replaceAll(/^if \(Symbol\.dispose\) .*\n/gm, "")
    .replaceAll(/\(typeof FinalizationRegistry === 'undefined'\)[^;]*?: new/g, "/* @__PURE__ */ new");

let text = textOf(await shake(withoutKeepers(readFileSync(script, "utf8"))));
const module = binaryen.readBinary(readFileSync(client));
// The WebAssembly features that rustc uses. With more of them, binaryen could write code that browsers cannot read yet.
const { BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
module.setFeatures(BulkMemory | BulkMemoryOpt | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
withoutUnused(module, text);
const binary = module.emitBinary();
const wanted = new Set(WebAssembly.Module.imports(new WebAssembly.Module(binary)).map(({ name }) => name));
text = textOf(await shake(withoutImports(text, wanted)));
writeFileSync(client, binary);
writeFileSync(script, text);
