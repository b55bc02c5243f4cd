// A provider with a certificate of a private authority, which the app trusts only because of a setting.
import { expect, test } from "@playwright/test";

import { App } from "../cast/app.ts";

const signIn = (app: App) => fetch(`${app.origin}/sign-in`, { redirect: "manual", headers: { accept: "text/html" } });

test("SSL_CERT_FILE makes a private certificate authority trusted", async () => {
  const app = await App.withPrivateProvider(true);
  try {
    const answer = await signIn(app);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^https:\/\/localhost:\d+\/authorize\?/);
  } finally {
    await app.stop();
  }
});

test("a private certificate authority is not trusted by itself", async () => {
  const app = await App.withPrivateProvider(false);
  try {
    const answer = await signIn(app);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("Sign-in failed");
  } finally {
    await app.stop();
  }
});
