// The fixtures of all tests: the apps, each started once per worker, and a check of the messages in the browser's
// console.
import { type BrowserContext, test as base, expect } from "@playwright/test";
import { App } from "./app.ts";

/** The errors and warnings in the browser's console during a test. */
export class Console {
  private readonly problems: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(context: BrowserContext) {
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.note(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.note(`uncaught: ${error.error()} ${error.error().stack} (${error.page()?.url()})`));
  }

  /** Expects the browser's messages about failed responses with these statuses. */
  expectStatus(...statuses: number[]) {
    for (const status of statuses) {
      this.expected.push(new RegExp(`^error: Failed to load resource: the server responded with a status of ${status} `));
    }
  }

  /** Expects the browser's message about a request without a response, by the name of the network error. */
  expectFailure(name: string) {
    this.expected.push(new RegExp(`^error: Failed to load resource: ${name} `));
  }

  /** Expects an error that no script of the page catches, with a message that matches. */
  expectUncaught(pattern: RegExp) {
    this.expected.push(new RegExp(`^uncaught: ${pattern.source.replace(/^\^/, "")}`));
  }

  /** Expects a panic of the client: the trap of the WebAssembly, and the messages of debug builds. */
  expectPanic() {
    this.expectUncaught(/^RuntimeError: unreachable/);
    this.expected.push(/^error: (panicked at|A hydration error occurred)/);
  }

  /** Expects all messages of pages of this origin. */
  expectFrom(origin: string) {
    this.expected.push(new RegExp(`\\(${origin.replaceAll(".", "\\.")}/`));
  }

  /** The errors and warnings that the test did not expect. */
  get unexpected(): string[] {
    return this.problems.filter((problem) => !this.expected.some((pattern) => pattern.test(problem)));
  }

  private note(problem: string) {
    this.problems.push(problem);
  }
}

interface TestFixtures {
  console: Console;
}

interface WorkerFixtures {
  /** The app with the dev tenant in its own process, as after `make run`. */
  app: App;
  deviceApp: App;
  foreignApp: App;
  certificateApp: App;
  mockedApp: App;
  emulatedApp: App;
  stranded: App;
  unfinished: App;
}

type Lent<Fixture> = (fixture: Fixture) => Promise<void>;
const started = (start: () => Promise<App>) =>
  [
    async ({}: object, use: Lent<App>) => {
      const app = await start();
      await use(app);
      await app.stop();
    },
    { scope: "worker" as const, timeout: 60_000 },
  ] as const;

/** Tests against the app with the dev tenant. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [...started(App.withDevTenant)],
  deviceApp: [...started(App.withDeviceCode)],
  foreignApp: [...started(App.withForeignProvider)],
  certificateApp: [...started(App.withCertificate)],
  mockedApp: [...started(App.withMockServer)],
  emulatedApp: [...started(App.withEntraEmulator)],
  stranded: [...started(App.withoutProvider)],
  unfinished: [...started(App.halfConfigured)],

  baseURL: ({ app }, use) => lend(app, use),

  console: async ({}, use) => {
    await use(new Console());
  },

  context: async ({ context, console }, use) => {
    console.watch(context);
    await use(context);
    expect(console.unexpected, "errors and warnings in the browser's console").toEqual([]);
  },
});

/**
 * Lends a test the address of an app. If the app has a dev tenant, it is reset first, so that earlier tests have no
 * effect.
 */
async function lend(app: App, use: Lent<string>): Promise<void> {
  await app.devTenant?.reset();
  await use(app.origin);
}

/** Tests against an app whose provider has a host name that only the app's proxy resolves. */
export const abroad = (start: () => Promise<App>) =>
  test.extend<object, { appAbroad: App }>({
    appAbroad: [...started(start)],
    baseURL: ({ appAbroad }, use) => lend(appAbroad, use),
    // Requests to localhost, where the app is, need no proxy.
    proxy: ({ appAbroad }, use) => use({ server: appAbroad.proxy ?? "", bypass: "localhost" }),
    ignoreHTTPSErrors: true,
  });

/** Tests against the app with a provider that only these tests start. */
export const atProvider = (start: () => Promise<App>) =>
  test.extend<object, { appAtProvider: App }>({
    appAtProvider: [...started(start)],
    baseURL: ({ appAtProvider }, use) => lend(appAtProvider, use),
  });

/** Tests against the app that signs in by device code. */
export const deviceTest = test.extend({ baseURL: ({ deviceApp }, use) => lend(deviceApp, use) });
/** Tests against the app with a third-party provider, npm's `oidc-provider`. */
export const foreignTest = test.extend({ baseURL: ({ foreignApp }, use) => lend(foreignApp, use) });
/** Tests against the app with a certificate instead of a client secret, at npm's `oidc-provider`. */
export const certificateTest = test.extend({ baseURL: ({ certificateApp }, use) => lend(certificateApp, use) });
/** Tests against the app with another third-party provider, npm's `oauth2-mock-server`. */
export const mockedTest = test.extend({ baseURL: ({ mockedApp }, use) => lend(mockedApp, use) });
/** Tests against the app with a third-party emulator of Entra ID. */
export const emulatedTest = test.extend({ baseURL: ({ emulatedApp }, use) => lend(emulatedApp, use) });
/** Tests against the app whose provider cannot be reached. */
export const strandedTest = test.extend({ baseURL: ({ stranded }, use) => lend(stranded, use) });
/** Tests against the app with incomplete settings. */
export const unfinishedTest = test.extend({ baseURL: ({ unfinished }, use) => lend(unfinished, use) });

export { expect };
