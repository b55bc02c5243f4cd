// Starts a build of the app for measurements, with a separate dev tenant and a signed-in user.

import path from "node:path";

import { freePort, start, startTenant, untilAnswers } from "./processes.mjs";
import { signIn } from "./sign-in.mjs";

/** The permissions of all cards of the dashboard. */
const SCOPE =
  "User.Read Presence.Read Calendars.Read MailboxSettings.Read Mail.ReadBasic Tasks.Read Files.Read People.Read Team.ReadBasic.All";

/**
 * Starts one build of the app. The dev tenant is a separate process, so that its CPU time does not count as the app's.
 */
export async function startBuild({ name, program, site }, folder) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { tenant, env: registration } = await startTenant(program, origin, { listen: `127.0.0.1:${await freePort()}`, folder });
  const env = {
    ...registration,
    SCOPE,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: site,
    // All requests come from one client, which would exceed the limits per client.
    RATE_LIMIT_SIGN_IN: "0",
    RATE_LIMIT_CALLBACK: "0",
    RATE_LIMIT_API: "0",
  };
  const again = (sessions) => start(program, [], { folder, env: { ...env, SESSION_STORE: `sqlite:${sessions}` } });
  const sessions = path.join(folder, `sessions-${port}.db`);
  const child = again(sessions);
  await untilAnswers(child, `${origin}/`);
  const { cookies, sessionCookie, page } = await signIn(origin);
  const cookie = `${sessionCookie}=${cookies.get(sessionCookie)}`;
  return { name, origin, child, tenant, sessions, cookies, cookie, sessionCookie, page, again };
}
