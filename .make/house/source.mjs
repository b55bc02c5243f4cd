// Reads Rust files for the house rules: without comments, and with or without tests.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads every Rust file below `folder`. */
export function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".rs"))
    .sort()
    .map((path) => source(join(folder, path).replaceAll("\\", "/")));
}

function source(path) {
  const text = readFileSync(path, "utf8");
  const code = withoutComments(text);
  return {
    path,
    text,
    /** The text with blanks in place of comments. Lines and columns are those of the file. */
    code,
    /** The same text, also with blanks in place of `#[cfg(test)]` items. */
    live: withoutTests(code),
    /** The room of the file, e.g. `server::auth`. */
    room: room(modules(path)),
    /** Whether the file belongs to the tests or to the benchmark. */
    beside: /^src\/bench\/|\/tests(?:\/|\.rs$)/.test(path),
    modules: modules(path),
  };
}

/** Lists `path:line: text` for each match of `pattern` in `code`. */
export function matches(file, code, pattern, allowed = () => false) {
  const found = [];
  code.split("\n").forEach((line, index) => {
    for (const match of line.matchAll(pattern)) {
      if (!allowed(match, line, index)) found.push(`${file.path}:${index + 1}: ${line.trim()}`);
    }
  });
  return found;
}

/** Lists the texts of string literals, each with its line. */
export function literals(code) {
  const lines = code.split("\n");
  return [...code.matchAll(token)]
    .filter(([piece]) => /^b?r?#*"/.test(piece))
    .map((match) => {
      const number = code.slice(0, match.index).split("\n").length;
      return { text: match[0].replace(/^b?r?#*"|"#*$/g, ""), number, line: lines[number - 1] };
    });
}

/** The modules of a file: `src/server/auth/begin.rs` is `["server", "auth", "begin"]`. */
function modules(path) {
  const names = path.replace(/^src\//, "").replace(/\.rs$/, "").split("/");
  return names.length === 1 && ["lib", "main"].includes(names[0]) ? [] : names;
}

/**
 * Returns the room of a file: the first folder, and inside `server` also the second. The plan in borders.mjs names
 * these rooms.
 */
function room(names) {
  const depth = names[0] === "server" ? 2 : 1;
  return names.slice(0, depth).join("::") || "lib";
}

function blank(text) {
  return text.replace(/[^\n]/g, " ");
}

/** Blanks out comments, but not inside strings. */
function withoutComments(text) {
  return text.replace(token, (piece) => (piece.startsWith("//") || piece.startsWith("/*") ? blank(piece) : piece));
}

export function blankStrings(code) {
  return code.replace(token, (piece) => (/^b?r?#*"/.test(piece) ? blank(piece) : piece));
}

const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#+)"[\s\S]*?"\1|b?r"[^"]*"|b?"(?:[^"\\]|\\[\s\S])*"|b?'(?:[^'\\\n]|\\[^\n]{1,8})'/g;

/** Blanks out the item after each `#[cfg(test)]`, up to its closing brace or semicolon. */
function withoutTests(code) {
  const plain = blankStrings(code);
  let result = code;
  for (const match of plain.matchAll(/#\[cfg\(test\)\]/g)) {
    let end = match.index + match[0].length;
    let depth = 0;
    for (; end < plain.length; end += 1) {
      if (plain[end] === "{") depth += 1;
      if (plain[end] === "}") depth -= 1;
      if (depth === 0 && (plain[end] === "}" || plain[end] === ";")) break;
    }
    result = result.slice(0, match.index) + blank(result.slice(match.index, end + 1)) + result.slice(end + 1);
  }
  return result;
}
