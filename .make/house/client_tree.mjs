// What the browser downloads: the client's dependencies contain nothing that belongs on the server.
import { execFileSync } from "node:child_process";

const SERVER_ONLY = ["axum", "oauth2", "openidconnect", "reqwest", "rusqlite", "tokio", "tower-sessions"];

export function clientTree() {
  const rule = "the client depends on nothing of the server";
  const target = ["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", "hydrate"];
  let tree;
  try {
    const options = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
    tree = execFileSync("cargo", ["tree", "--locked", "--edges", "normal", "--prefix", "none", ...target], options);
  } catch (error) {
    return { rule, findings: [`cargo tree did not answer: ${String(error.stderr ?? error).split("\n")[0]}`] };
  }
  const packages = new Set(tree.split("\n").map((line) => line.split(" ")[0]));
  if (!packages.has("leptos")) return { rule, findings: ["cargo tree does not list leptos: this check would prove nothing"] };
  return { rule, findings: SERVER_ONLY.filter((name) => packages.has(name)) };
}
