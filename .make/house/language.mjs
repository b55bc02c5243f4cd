// Counts words that make comments and texts hard to read: riddles without a subject, and private words for terms of the field. The
// limits are per 1,000 words. The words and their replacements are in .github/CONTRIBUTING.md, section "Style".
import { readdirSync, readFileSync } from "node:fs";
import { literals } from "./source.mjs";

/** The longest name of a test, in characters: longer names are read as riddles in the output of a run. */
const LONGEST_TEST_NAME = 60;

/**
 * Each word has a limit for comments, for texts of the program, and for documents. `least` marks terms of the field. In texts,
 * "ask your administrator" is the plain word.
 */
const WORDS = [
  { name: "somebody, nobody, whoever", pattern: /\b(?:somebody|nobody|whoever|anybody|everybody|whomever)\b/gi, most: { comments: 0, texts: 0.3, documents: 0 } },
  { name: "a line that begins with Who or What", pattern: /^(?:\W*)(?:Who|What|Whatever|Whoever|Whose|Whom)\b(?!.*\?)/g, most: { comments: 0, texts: 0.2, documents: 0 } },
  { name: "stands, is borne, to be had, of no use", pattern: /\bstands?\b(?!-in| in for)|\bis borne\b|\bto be had\b|\b(?:is|of) no use\b/g, most: { comments: 0, texts: 0.1, documents: 0 } },
  { name: "of its own", pattern: /\bof (?:its|their|our|your) own\b/g, most: { comments: 0.05, texts: 0.2, documents: 0 } },
  { name: "so long, so many, meanwhile", pattern: /\bso (?:long|many|much|often)\b|\bmeanwhile\b/gi, most: { comments: 0, texts: 0.2, documents: 0 } },
  { name: "is no X, none is", pattern: /(?<!\bthere )\b(?:is|are) no (?!longer\b)|\bnone is\b/gi, most: { comments: 0.1, texts: 0.3, documents: 0.3 } },
  { name: "ask", pattern: /\bask(?:s|ed|ing)?\b(?! (?:your|the)\b)/gi, most: { comments: 0.3, texts: 2.0, documents: 0.5 } },
  { name: "answer", pattern: /\banswer(?:s|ed|ing)?\b/gi, most: { comments: 0.3, texts: 1.2, documents: 0.3 } },
  { name: "request, response", pattern: /\b(?:request|respons)\w*/gi, least: { comments: 5.0 } },
  { name: "retry, timeout, cache, expire, valid, must, should, reject", pattern: /\b(?:time-?out|retr(?:y|ies)|cach(?:e|ed|es)|concurren\w+|expir\w+|invalid|valid|must|should|reject\w*)\b/gi, least: { comments: 6.0 } },
];

export function language(files) {
  const places = { comments: comments(files), texts: texts(files), documents: documents() };
  return [
    ...Object.entries(places).map(([place, found]) => ({ rule: `plain English in ${place}`, findings: findings(place, found) })),
    { rule: `no name of a test is longer than ${LONGEST_TEST_NAME} characters`, findings: longNames(files) },
  ];
}

/** Lists the words beyond their limit, each with the lines that have them. */
function findings(place, found) {
  const total = found.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  if (total < 1000) return [`${total} words were found: too few, so this check proves little`];
  return WORDS.flatMap(({ name, pattern, most, least }) => {
    const hits = found.flatMap((line) => Array.from(line.text.matchAll(pattern), () => line));
    const figure = (1000 * hits.length) / total;
    const limit = most?.[place] ?? Number.POSITIVE_INFINITY;
    const wanted = least?.[place] ?? 0;
    if (figure < wanted) return [`${name}: ${figure.toFixed(2)} of 1,000 words, fewer than ${wanted}: private words replace the terms`];
    if (figure <= limit) return [];
    return [`${name}: ${figure.toFixed(2)} of 1,000 words, more than ${limit}`, ...hits.map(({ path, number, text }) => `  ${path}:${number}: ${text}`)];
  });
}

/** The comments of Rust, of the scripts and of the tests in a browser. */
function comments(files) {
  const scripts = [".make", ".bench", "end2end"].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((path) => /\.(?:mjs|ts|sh)$/.test(path) && !path.includes("node_modules"))
      .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${folder}/${path}`, "utf8") })),
  );
  return [...files, ...scripts].flatMap(({ path, text }) => {
    const mark = path.endsWith(".sh") ? /(?:^|\s)#\s(.*)$/ : /^\s*\/\/[/!]?\s(.*)$|\s\/\/\s(.*)$|^\s*\/\*\*\s(.*?)(?:\*\/)?$/;
    // The lines inside a comment of several lines. In Rust, such a line is a multiplication.
    const inside = /\.(?:mjs|ts)$/.test(path) ? /^\s*\*\s(.*)$/ : undefined;
    return lined(path, text).flatMap((line) => {
      const match = mark.exec(line.text) ?? inside?.exec(line.text);
      return match ? [{ ...line, text: (match[1] ?? match[2] ?? match[3]).trim() }] : [];
    });
  });
}

/** The texts of the program for users and operators: string literals of three words or more, outside the tests. */
function texts(files) {
  return files
    .filter((file) => !file.beside)
    .flatMap((file) => literals(file.live).map(({ text, number }) => ({ path: file.path, number, text: text.replace(/\s+/g, " ") })))
    .filter(({ text }) => /[a-z]+ [a-z]+ [a-z]+/i.test(text) && !/^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WITH)\b/.test(text));
}

function documents() {
  const paths = ["README.md", "CHANGELOG.md", ".env.sample", ...readdirSync("src/docs").map((name) => `src/docs/${name}`)];
  // The contributor guide lists the words that this check counts.
  return paths.flatMap((path) => lined(path, readFileSync(path, "utf8").replace(/`[^`\n]*`/g, "`code`")));
}

function lined(path, text) {
  return text.split("\n").map((line, index) => ({ path, number: index + 1, text: line }));
}

/** The names of the tests in Rust, and the titles of the end-to-end tests. */
function longNames(files) {
  const rust = files.flatMap(({ path, text }) =>
    [...text.matchAll(/#\[(?:tokio::)?test[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:async )?fn (\w+)/g)].map(([, name]) => ({ path, name })),
  );
  const titles = readdirSync("end2end/journeys").flatMap((file) =>
    [...readFileSync(`end2end/journeys/${file}`, "utf8").matchAll(/^\w*[tT]est\("([^"]+)"/gm)].map(([, name]) => ({ path: `end2end/journeys/${file}`, name })),
  );
  return [...rust, ...titles].filter(({ name }) => name.length > LONGEST_TEST_NAME).map(({ path, name }) => `${path}: ${name} has ${name.length}`);
}
