// Writes the measured figures as markdown tables. For a second build, there are two more columns: its figures and the
// ratio.

const number = (value, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });

/**
 * Makes a table of rows `{ what, values, unit, digits, aim }`. The values are those of the builds, and of raw axum if
 * `raw` is set.
 */
function table(rows, builds, raw = false) {
  const compared = builds.length > 1;
  const heads = ["", builds[0], ...(compared ? [builds[1], "ratio"] : []), ...(raw ? ["raw axum", "ratio to raw"] : []), "aim"];
  const lines = [heads, heads.map((_, index) => (index === 0 ? "---" : "---:"))];
  for (const { what, values, unit = "", digits = 0, aim = "" } of rows) {
    const cell = (value) => (value === undefined ? "" : `${number(value, digits)}${unit}`);
    const ratio = (other) => (values[0] === undefined || !other ? "" : number(values[0] / other, 2));
    const own = [cell(values[0]), ...(compared ? [cell(values[1]), ratio(values[1])] : [])];
    const yardstick = values[builds.length];
    lines.push([what, ...own, ...(raw ? [cell(yardstick), ratio(yardstick)] : []), aim]);
  }
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Makes the table of the bytes of a first visit by kind of file. */
export function weightTable(visits, builds) {
  const rows = visits.flatMap(({ page, builds: figures }) =>
    Object.keys(figures[0].weight)
      .filter((kind) => figures.some(({ weight }) => weight[kind] > 0))
      .map((kind) => {
        const values = figures.map(({ weight }) => weight[kind] / 1000);
        return { what: `${page}: ${kind}`, values, unit: " kB", digits: 1, aim: kind === "total" ? WEIGHT_TARGETS[page] : "" };
      }),
  );
  return table(rows, builds);
}

const WEIGHT_TARGETS = { "login page": "≤ 6 kB without WebAssembly, else ≤ 60 kB", "signed-in page": "≤ 70 kB", dashboard: "≤ 75 kB" };
const MOMENTS = {
  paint: "first contentful paint",
  usable: "form or link usable",
  hydrated: "client hydrated",
  loaded: "last file loaded",
};

/** Makes the table of the times of a first visit on a slow phone. */
export function timesTable(visits, builds) {
  const rows = visits.flatMap(({ page, builds: figures }) =>
    Object.entries(MOMENTS).map(([name, what]) => {
      const values = figures.map((figure) => figure[name] && figure[name] / 1000);
      return { what: `${page}: ${what}`, values, unit: " s", digits: 2, aim: ["paint", "usable"].includes(name) ? "≤ 1.0 s" : "" };
    }),
  );
  return table(rows, builds);
}

/** Makes the table of the server's figures. */
export function serverTable({ pages, compressed, signIns, starts }, builds) {
  const compare = (what, name, rest) =>
    pages.map(({ connections, figures }) => ({
      what: `signed-in page, ${connections} ${connections === 1 ? "connection" : "connections"}: ${what}`,
      values: figures.map((figure) => figure[name]),
      ...rest,
    }));
  const gzip = "signed-in page with gzip, 16 connections";
  const rows = [
    ...compare("requests/s", "requestsPerSecond", { aim: "≥ 0.5 of raw" }),
    ...compare("CPU per request", "cpuPerRequest", { unit: " µs", digits: 1, aim: "≤ 2.5 times raw" }),
    ...compare("p99", "p99", { unit: " µs" }),
    { what: `${gzip}: requests/s`, values: compressed.map((figure) => figure.requestsPerSecond) },
    { what: `${gzip}: CPU per request`, values: compressed.map((figure) => figure.cpuPerRequest), unit: " µs", digits: 1 },
    { what: "CPU per sign-in", values: signIns, unit: " ms", digits: 2, aim: "1.5 ms" },
    { what: "start to first 200", values: starts.map(({ start }) => start), unit: " ms", aim: "100 ms" },
    { what: "memory at rest", values: starts.map(({ memory }) => memory), unit: " MiB", digits: 1, aim: "15 MiB" },
  ];
  return table(rows, builds, true);
}
