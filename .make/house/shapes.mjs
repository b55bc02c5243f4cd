// Checks the names of types and the lengths of parameter lists.
import { blankStrings } from "./source.mjs";

const MOST_PARAMETERS = 4;
/** The number of functions that may have more than MOST_PARAMETERS. */
const MOST_LONG_LISTS = 10;

export function shapes(files) {
  const ours = files.filter((file) => !file.beside);
  const long = ours.flatMap(longLists);
  return [
    {
      rule: "no type name is defined twice in server/ and web/",
      findings: twice(ours.filter((file) => ["server", "web"].includes(file.modules[0]))),
    },
    {
      rule: `at most ${MOST_LONG_LISTS} functions have more than ${MOST_PARAMETERS} parameters`,
      findings: long.length > MOST_LONG_LISTS ? [`${long.length} functions have more:`, ...long.map((line) => `  ${line}`)] : [],
    },
  ];
}

function twice(files) {
  const places = new Map();
  for (const file of files) {
    blankStrings(file.live).split("\n").forEach((line, index) => {
      // A `type` that is indented is an associated type of a trait, which shares its name with others by design.
      const name = /\b(?:struct|enum|trait|union)\s+([A-Z]\w*)|^(?:pub(?:\([^)]*\))?\s+)?type\s+([A-Z]\w*)/.exec(line);
      if (!name) return;
      const key = name[1] ?? name[2];
      places.set(key, [...(places.get(key) ?? []), `${file.path}:${index + 1}`]);
    });
  }
  return [...places].filter(([, at]) => at.length > 1).map(([name, at]) => `${name}: ${at.join(", ")}`).sort();
}

function longLists(file) {
  const code = blankStrings(file.live);
  return [...code.matchAll(/\bfn\s+(\w+)/g)].flatMap((match) => {
    const count = parameters(code, match.index + match[0].length);
    if (count <= MOST_PARAMETERS) return [];
    return [`${file.path}:${code.slice(0, match.index).split("\n").length}: ${match[1]} has ${count}`];
  });
}

/** Counts the parameters of the function whose name ends at `from`, without `self`. */
function parameters(code, from) {
  const start = code.indexOf("(", afterGenerics(code, from));
  const list = [""];
  let depth = 0;
  for (let at = start + 1; at < code.length; at += 1) {
    const letter = code[at];
    if (letter === ")" && depth === 0) break;
    if ("([{<".includes(letter)) depth += 1;
    if (")]}".includes(letter) || (letter === ">" && code[at - 1] !== "-")) depth -= 1;
    if (letter === "," && depth === 0) list.push("");
    else list[list.length - 1] += letter;
  }
  return list.map((text) => text.trim()).filter((text) => text && !/^(?:&\s*(?:'\w+\s+)?)?(?:mut\s+)?self\b/.test(text)).length;
}

function afterGenerics(code, from) {
  if (code[from] !== "<") return from;
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === "<") depth += 1;
    if (code[at] === ">" && code[at - 1] !== "-") depth -= 1;
    if (depth === 0) return at;
  }
  return from;
}
