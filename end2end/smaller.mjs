// Compresses the pictures of the folders that the arguments name: Chromium compresses them little. The pixels stay the same.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import decode, { init as initDecoder } from "@jsquash/webp/decode.js";
import encode, { init as initEncoder } from "@jsquash/webp/encode.js";

// The decoder returns the class of browsers, which Node.js does not have.
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};

const codec = dirname(createRequire(import.meta.url).resolve("@jsquash/webp/package.json"));
const compiled = (path) => WebAssembly.compile(readFileSync(join(codec, "codec", path)));
await initDecoder(await compiled("dec/webp_dec.wasm"));
await initEncoder(await compiled("enc/webp_enc_simd.wasm"));

let [before, after] = [0, 0];
for (const folder of process.argv.slice(2)) {
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".webp"))) {
    const path = join(folder, name);
    const stored = readFileSync(path);
    const smaller = Buffer.from(await encode(await decode(stored), { lossless: 1, quality: 75, method: 4, exact: 1 }));
    if (smaller.length < stored.length) writeFileSync(path, smaller);
    before += stored.length;
    after += statSync(path).size;
  }
}
console.log(`The pictures have ${after} bytes; before, they had ${before}.`);
