// The form of the project: the README, the top level, the size of pictures, and the settings of editors and of the development container.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { read } from "./documents.mjs";

const README_LIMIT = 9_000;
/** The sections of the README, in this order, so that a newcomer finds the first steps first. */
const README_SECTIONS = [
  "Run it in two minutes", "Connect a workforce tenant", "Add a page in seven steps", "The map of the code", "Four commands", "Documents",
  "Known limits", "Licence",
];
/** The names without a dot in front that the top level may have. */
const TOP_LEVEL = [
  "CHANGELOG.md", "Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "Makefile", "README.md", "rust-toolchain.toml",
  "end2end", "public", "src", "style",
];

/** The folders with pictures, and the bytes that all pictures of each may have, because a clone downloads every version of them. */
const PICTURES = [
  { folder: "end2end/pictures/documents", limit: 400_000 },
  { folder: "end2end/pictures/pages", limit: 600_000 },
  { folder: "end2end/pictures/styleguide", limit: 900_000 },
];

export function project() {
  return [
    { rule: `the README has its sections in order, and at most ${README_LIMIT} bytes`, findings: shapeOfReadme(read()) },
    { rule: "the top level has the agreed files only", findings: strangers() },
    { rule: "the stored pictures are small", findings: PICTURES.flatMap(tooLarge) },
    { rule: "the settings of editors and of the development container are valid", findings: editors() },
  ];
}

function shapeOfReadme(documents) {
  const { text, prose } = documents.find(({ path }) => path === "README.md");
  const sections = [...prose.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
  const size = Buffer.byteLength(text);
  const unlinked = documents.filter(({ path }) => path !== "README.md" && !text.includes(`](${path})`)).map(({ path }) => `README.md: has no link to ${path}`);
  return [
    ...(sections.join("\n") === README_SECTIONS.join("\n") ? [] : [`README.md: its sections are ${sections.join(", ")}`]),
    ...(size <= README_LIMIT ? [] : [`README.md: has ${size} bytes`]),
    ...unlinked,
  ];
}

/** Only files that git knows count: a developer may have notes and builds beside them. */
function strangers() {
  const names = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0").map((path) => path.split("/")[0]);
  const found = [...new Set(names)].filter((name) => name !== "" && !name.startsWith(".") && !TOP_LEVEL.includes(name));
  return found.map((name) => `${name} is at the top level`);
}

function tooLarge({ folder, limit }) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  const files = names.map((name) => statSync(`${folder}/${name}`)).filter((file) => file.isFile());
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length === 0) return [`${folder}: has no pictures`];
  return size <= limit ? [] : [`${folder}: has ${size} bytes of pictures, more than ${limit}; 'make pictures' compresses them`];
}

/** Both files are JSON with comments. rust-analyzer and the container use features and targets that must exist. */
function editors() {
  const paths = [".vscode/settings.json", ".devcontainer/devcontainer.json"];
  const [manifest, makefile] = ["Cargo.toml", "Makefile"].map((path) => readFileSync(path, "utf8"));
  return paths.flatMap((path) => {
    try {
      const settings = JSON.parse(readFileSync(path, "utf8").replace(/^\s*\/\/.*$/gm, ""));
      const features = settings["rust-analyzer.cargo.features"] ?? [];
      const target = /\bmake ([\w-]+)/.exec(settings.postCreateCommand ?? "make run")?.[1];
      return [
        ...features.filter((name) => !new RegExp(`^${name} = \\[`, "m").test(manifest)).map((name) => `${path}: Cargo.toml has no feature ${name}`),
        ...(new RegExp(`^${target}:`, "m").test(makefile) ? [] : [`${path}: the Makefile has no target ${target}`]),
      ];
    } catch (error) {
      return [`${path}: ${error.message}`];
    }
  });
}
