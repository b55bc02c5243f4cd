// Checks that there is no import cycle between files: of two files, at most one uses the other, directly or through
// other files.
import { fileUses } from "./imports.mjs";

export function cycles(files) {
  const edges = fileUses(files.filter((file) => !file.beside && !["src/main.rs", "src/lib.rs"].includes(file.path)));
  return { rule: "no import cycle between files", findings: groups(edges).flatMap((group) => describe(group, edges)) };
}

/** Lists the pairs of files in a cycle that use each other. If there is no such pair, it lists one shortest cycle. */
function describe(group, edges) {
  const inside = edges.filter(({ from, to }) => group.includes(from) && group.includes(to));
  const back = (edge) => inside.find(({ from, to }) => from === edge.to && to === edge.from);
  const pairs = inside.filter((edge) => edge.from < edge.to && back(edge));
  const lines = pairs.map((edge) => `  ${edge.from} → ${edge.to} (${edge.names}) and back (${back(edge).names})`);
  const title = `${group.length} files form an import cycle: ${group.join(", ")}`;
  return [title, ...(lines.length > 0 ? lines : [`  ${shortest(group, inside).join(" → ")}`])];
}

function shortest(group, edges) {
  let best;
  for (const start of group) {
    const paths = [[start]];
    const seen = new Set();
    while (paths.length > 0) {
      const path = paths.shift();
      if (path.length > 1 && path.at(-1) === start) {
        if (!best || path.length < best.length) best = path;
        break;
      }
      for (const { from, to } of edges) {
        if (from !== path.at(-1) || seen.has(to)) continue;
        seen.add(to);
        paths.push([...path, to]);
      }
    }
  }
  return best;
}

/** Returns the strongly connected components with more than one file (Tarjan's algorithm). */
function groups(edges) {
  const next = byOrigin(edges);
  const state = new Map();
  const stack = [];
  const found = [];
  const visit = (file) => {
    const own = { index: state.size, low: state.size, open: true };
    state.set(file, own);
    stack.push(file);
    for (const { to } of next.get(file) ?? []) {
      if (!state.has(to)) own.low = Math.min(own.low, visit(to).low);
      else if (state.get(to).open) own.low = Math.min(own.low, state.get(to).index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(file));
      for (const member of group) state.get(member).open = false;
      if (group.length > 1) found.push(group.sort());
    }
    return own;
  };
  for (const file of next.keys()) if (!state.has(file)) visit(file);
  return found.sort((one, other) => one.length - other.length);
}

function byOrigin(edges) {
  const result = new Map();
  for (const edge of edges) result.set(edge.from, [...(result.get(edge.from) ?? []), edge]);
  return result;
}
