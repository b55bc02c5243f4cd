// The fonts of all pictures: packages of npm, so that a picture does not depend on the fonts of the machine.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LaunchOptions } from "@playwright/test";

/** The families, each with its package and the folders of its weights. The first family comes first for every character. */
const FAMILIES = [
  { family: "Noto Sans", package: "noto-sans", weights: ["400Regular", "600SemiBold", "700Bold"] },
  { family: "Noto Sans Arabic", package: "noto-sans-arabic", weights: ["400Regular", "600SemiBold", "700Bold"] },
  { family: "Noto Sans Hebrew", package: "noto-sans-hebrew", weights: ["400Regular", "600SemiBold", "700Bold"] },
  { family: "Sawarabi Gothic", package: "sawarabi-gothic", weights: ["400Regular"] },
  { family: "Noto Sans Mono", package: "noto-sans-mono", weights: ["400Regular", "600SemiBold", "700Bold"] },
] as const;
const TEXT = FAMILIES.map(({ family }) => family).filter((family) => family !== "Noto Sans Mono");
const CODE = ["Noto Sans Mono", ...TEXT];
/** The name of the fonts for code in fontconfig. Every other name leads to the fonts for text. */
const MONOSPACE = "monospace";

/** The names of the only fonts that a page may use. */
export const PINNED: readonly string[] = FAMILIES.map(({ family }) => family);

/** The arguments that make Chromium draw alike on every machine. */
const ARGUMENTS = [
  "--font-render-hinting=none",
  "--disable-lcd-text",
  "--disable-font-subpixel-positioning",
  "--force-color-profile=srgb",
  "--force-device-scale-factor=1",
];

/**
 * The edges of letters. Sharp edges have no shades, so a picture has a third of the bytes, and another version of Chromium
 * draws the same pixels.
 */
export type Edges = "sharp" | "smooth";

/** Calls `use` with options for a Chromium that has the pinned fonts only. */
export async function withPinnedFonts(options: LaunchOptions, edges: Edges, use: (options: LaunchOptions) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "leptos-entra-fonts-"));
  const file = join(folder, "fonts.conf");
  await writeFile(file, configuration(folder, edges));
  const { args = [], env = process.env } = options;
  await use({ ...options, args: [...args, ...ARGUMENTS], env: { ...env, FONTCONFIG_FILE: file } });
  await rm(folder, { recursive: true, force: true });
}

/** Returns the configuration of fontconfig: the folders of the fonts, the names, and how letters are drawn. */
function configuration(folder: string, edges: Edges): string {
  const { resolve } = createRequire(import.meta.url);
  const folders = FAMILIES.flatMap(({ package: name, weights }) => {
    const installed = dirname(resolve(`@expo-google-fonts/${name}/package.json`));
    return weights.map((weight) => `<dir>${join(installed, weight)}</dir>`);
  });
  const append = (families: readonly string[]) =>
    `<edit name="family" mode="append_last">${families.map((family) => `<string>${family}</string>`).join("")}</edit>`;
  const names = [
    `<match target="pattern"><test name="family"><string>${MONOSPACE}</string></test>${append(CODE)}</match>`,
    `<match target="pattern">${append(TEXT)}</match>`,
  ];
  const drawing = `<match target="font">
    <edit name="antialias" mode="assign"><bool>${edges === "smooth"}</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
    <edit name="lcdfilter" mode="assign"><const>lcdnone</const></edit>
  </match>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${[...folders, `<cachedir>${join(folder, "cache")}</cachedir>`, ...names, drawing].join("\n")}
</fontconfig>
`;
}
