// The security headers of every response, and the absence of tokens in the browser.
import { expect, test } from "../cast/fixtures.ts";
import { callApi, heading, MAYA, signIn, signOut } from "../cast/journeys.ts";

test.beforeEach(({ console }) => console.expectStatus(400, 401, 403, 404));

for (const path of ["/", "/sign-in-failed", "/signed-out", "/not-there", "/getAToken?code=a&state=b"]) {
  test(`${path} is never stored, never framed, and runs only its own scripts`, async ({ page }) => {
    const headers = (await (await page.goto(path))?.allHeaders()) ?? {};
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toMatch(/^(no-referrer|strict-origin-when-cross-origin)$/);
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/default-src 'none'|default-src 'self'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
  });
}

test("the nonce of the policy is another one in each response", async ({ request }) => {
  const nonce = async () => /'nonce-([^']+)'/.exec((await request.get("/")).headers()["content-security-policy"] ?? "")?.[1];
  const first = await nonce();
  expect(first).toBeTruthy();
  expect(await nonce()).not.toBe(first);
});

test("no token is in anything that the app sends to the browser", async ({ page, context, baseURL }) => {
  const received: Promise<string>[] = [];
  context.on("response", (response) => {
    if (!response.url().startsWith(baseURL ?? "") || /\.(wasm|js|css)\b/.test(response.url())) return;
    const content = response.text().catch(() => "");
    received.push(Promise.all([content, response.allHeaders()]).then(([text, headers]) => text + JSON.stringify(headers)));
  });
  await signIn(page, MAYA);
  await callApi(page, true);
  await expect(page.getByRole("region", { name: "Response as JSON" })).toBeVisible();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  await signOut(page);
  await expect(heading(page, "You are signed out of this app.")).toBeVisible();

  const everything = [stored, ...(await Promise.all(received))].join("\n");
  expect(everything).toContain(MAYA);
  // Every JSON Web Token begins with these letters: the brace and quotation mark that open its header, in base64url.
  expect(everything).not.toContain("eyJ");
  // The `claims` parameter of the authorization request contains the word `access_token`, but no token.
  const beyondRequests = everything.replaceAll("%7B%22access_token%22%3A%7B%22xms_cc%22", "");
  expect(beyondRequests).not.toMatch(/access_token|refresh_token|id_token"|code_verifier/);
});

test("the compiled client is sent compressed and with its type", async ({ request }) => {
  test.skip(process.env.E2E_BUILD === "debug", "only a release build compresses its site folder");
  const page = await (await request.get("/")).text();
  const path = /\/pkg\/[^"?]+\.wasm[^"]*/.exec(page)?.[0] ?? "";
  const response = await request.get(path, { headers: { "accept-encoding": "br, gzip" } });
  expect(response.headers()).toMatchObject({ "content-type": "application/wasm", "content-encoding": "br" });
});
