// Starts the app in each configuration that the tests need, and the provider that belongs to the configuration.
import { startEntraEmulator } from "../providers/entra-emulator.mjs";
import { makeClientCertificate } from "../providers/client_certificate.mjs";
import { startGlewlwyd } from "../providers/glewlwyd.mjs";
import { startGraph } from "../providers/graph.mjs";
import { startLemonLdap } from "../providers/lemonldap.mjs";
import { startMockServer } from "../providers/mock-server.mjs";
import { startProvider } from "../providers/oidc-provider.mjs";
import { startPrivateProvider } from "../providers/private_ca.mjs";
import { startPythonMock } from "../providers/python-mock.mjs";
import { type Command, DevTenant } from "./dev_tenant.ts";
import { Front } from "./front.ts";
import { built, freePort, Program } from "./process.ts";

interface Registration {
  redirectUri: string;
  postLogoutRedirectUri: string;
  backChannelLogoutUri: string;
  scope: string;
}

/** A running provider on loopback, and the client that is registered there. */
interface StartedProvider {
  issuer: string;
  client: { id: string; secret: string };
  whoseAccessToken(token: string): Promise<{ sub: string; scopes: string[]; account?: object } | undefined>;
  stop(): Promise<void>;
}

/** The programs around an app, and its expected state. */
interface Surroundings {
  /** The programs that end with the app, such as a provider. */
  beside?: { stop(): Promise<void> }[];
  devTenant?: DevTenant;
  proxy?: string;
  /** Whether the app becomes ready: its settings are complete, and it reaches its provider. */
  becomesReady?: boolean;
}

/** A running app, and the programs that it needs, such as a provider. */
export class App {
  private constructor(
    private program: Program,
    /** The origin of the app: `http://localhost:PORT` */
    readonly origin: string,
    private readonly environment: Record<string, string>,
    private readonly surroundings: Surroundings,
  ) {}

  private static async start(environment: Record<string, string>, port: number, surroundings: Surroundings = {}): Promise<App> {
    const all = {
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      LEPTOS_SITE_ROOT: built().site,
      SESSION_STORE: "sqlite:sessions.db",
      ...environment,
    };
    const app = new App(await Program.start([], all), `http://localhost:${port}`, all, surroundings);
    await app.ready();
    return app;
  }

  /** The app's dev tenant, if the app signs in at one. */
  get devTenant(): DevTenant | undefined {
    return this.surroundings.devTenant;
  }

  /** The address of the proxy that the browser must use, if the provider has a host name that only the proxy resolves. */
  get proxy(): string | undefined {
    return this.surroundings.proxy;
  }

  /** Starts the app without settings: the dev tenant is in the app's own process. */
  static async withDevTenant(): Promise<App> {
    const [port, tenantPort] = [await freePort(), await freePort()];
    const devTenant = new DevTenant(`http://127.0.0.1:${tenantPort}`);
    return App.start({ DEV_TENANT_ADDR: `127.0.0.1:${tenantPort}` }, port, { devTenant });
  }

  /** Starts the app without a redirect URI: users sign in by device code, at a dev tenant in a separate process. */
  static async withDeviceCode(): Promise<App> {
    const port = await freePort();
    const tenant = await DevTenant.start(`http://localhost:${port}/getAToken`);
    const { authority, client_id, client_secret, endpoint } = tenant.settings;
    const settings = {
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      OIDC_AUTHORITY: `${authority}/v2.0`,
      SCOPE: "User.Read",
      ENDPOINT: endpoint,
    };
    return App.start(settings, port, { beside: [tenant], devTenant: tenant.devTenant });
  }

  /** Starts the app with a multi-tenant authority. The app allows one of the authority's tenants. */
  static async withManyTenants(): Promise<App> {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/getAToken`;
    const tenant = await DevTenant.start(redirectUri, `http://localhost:${port}/signed-out`, "multi-tenant");
    const { authority, tenant_id, client_id, client_secret, endpoint } = tenant.settings;
    const settings = {
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      AUTHORITY: authority,
      ALLOWED_TENANTS: tenant_id,
      REDIRECT_URI: redirectUri,
      ENDPOINT: endpoint,
    };
    return App.start(settings, port, { beside: [tenant], devTenant: tenant.devTenant });
  }

  /**
   * Starts the app at a workforce tenant of the public cloud, under its real host name and over https, also for Graph.
   */
  static withRealName(): Promise<App> {
    const host = "login.microsoftonline.com";
    return App.abroad([host, "graph.microsoft.com"], "workforce", (authority) => ({ AUTHORITY: authority }));
  }

  /** Starts the app at an Azure AD B2C tenant with its user flows, under its real host name and over https. */
  static withUserFlows(): Promise<App> {
    return App.abroad(["devtenant.b2clogin.com"], "b2c", () => ({
      B2C_TENANT_NAME: "devtenant",
      SIGNUPSIGNIN_USER_FLOW: "B2C_1_signupsignin1",
      EDITPROFILE_USER_FLOW: "B2C_1_editprofile1",
      RESETPASSWORD_USER_FLOW: "B2C_1_resetpassword1",
    }));
  }

  private static async abroad(names: [string, ...string[]], flavour: "workforce" | "b2c", tenantSettings: (authority: string) => Record<string, string>) {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/getAToken`;
    const tenant = await DevTenant.startAbroad(names[0], flavour, redirectUri, `http://localhost:${port}/signed-out`);
    const front = await Front.start(names, tenant.port);
    const { authority, client_id, client_secret } = tenant.settings;
    const settings = {
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      REDIRECT_URI: redirectUri,
      ...tenantSettings(authority),
      HTTPS_PROXY: front.address,
      SSL_CERT_FILE: front.authority,
    };
    return App.start(settings, port, { beside: [front, tenant], devTenant: tenant.devTenant, proxy: front.address });
  }

  /** Starts the app with a list of Graph at ENDPOINT: the messages, four on a page. */
  static async withListOfMessages(): Promise<App> {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/getAToken`;
    const tenant = await DevTenant.start(redirectUri);
    const { authority, client_id, client_secret, endpoint } = tenant.settings;
    const settings = {
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      AUTHORITY: authority,
      REDIRECT_URI: redirectUri,
      SCOPE: "User.Read Mail.ReadBasic",
      ENDPOINT: `${endpoint}/messages?$top=4&$select=subject,from`,
    };
    return App.start(settings, port, { beside: [tenant], devTenant: tenant.devTenant });
  }

  /** Starts the app with a provider that sends its authorization response as a form (RESPONSE_MODE). */
  static async withFormPost(): Promise<App> {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/getAToken`;
    const tenant = await DevTenant.start(redirectUri);
    const { authority, client_id, client_secret, endpoint } = tenant.settings;
    const settings = {
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      AUTHORITY: authority,
      REDIRECT_URI: redirectUri,
      RESPONSE_MODE: "form_post",
      ENDPOINT: endpoint,
    };
    return App.start(settings, port, { beside: [tenant], devTenant: tenant.devTenant });
  }

  /** Starts the app with the tutorial's settings for a custom domain, at npm's certified `oidc-provider`. */
  static withForeignProvider(): Promise<App> {
    return App.atProvider((_port, registration) => startProvider(registration));
  }

  /** Starts the app with a certificate instead of a client secret, at npm's certified `oidc-provider`. */
  static withCertificate(): Promise<App> {
    const certificate = makeClientCertificate();
    const start = async (_port: number, registration: Registration) => {
      const provider = await startProvider(registration, certificate.keys);
      const stop = async () => {
        certificate.remove();
        await provider.stop();
      };
      return { ...provider, stop };
    };
    return App.atProvider(start, { CLIENT_CERTIFICATE_FILE: certificate.file });
  }

  /** Starts the app below a path of its host, at a dev tenant in a separate process. */
  static async withBasePath(): Promise<App> {
    const port = await freePort();
    const base = `http://localhost:${port}/app`;
    const tenant = await DevTenant.start(`${base}/getAToken`, `${base}/signed-out`);
    const { authority, client_id, client_secret, endpoint } = tenant.settings;
    const settings = {
      CLIENT_ID: client_id,
      CLIENT_SECRET: client_secret,
      AUTHORITY: authority,
      REDIRECT_URI: `${base}/getAToken`,
      PUBLIC_URL: base,
      ENDPOINT: endpoint,
    };
    return App.start(settings, port, { beside: [tenant], devTenant: tenant.devTenant });
  }

  /** Starts the app at npm's `oauth2-mock-server`. */
  static withMockServer(): Promise<App> {
    return App.atProvider(startMockServer);
  }

  /** Starts the app at PyPI's `oidc-provider-mock`. */
  static withPythonMock(): Promise<App> {
    return App.atProvider(startPythonMock);
  }

  /** Starts the app at Debian's glewlwyd. */
  static withGlewlwyd(): Promise<App> {
    return App.atProvider(startGlewlwyd);
  }

  /** Starts the app at Debian's LemonLDAP::NG, with or without its consent page. */
  static withLemonLdap(options: { consent: boolean }): Promise<App> {
    return App.atProvider((port, registration) => startLemonLdap(port, registration, options));
  }

  /**
   * Starts the app at a third-party provider, which may use the given port, and with the Graph stand-in as its API. The app uses
   * the provider's client secret unless another credential is given.
   */
  private static async atProvider(
    start: (port: number, registration: Registration) => Promise<StartedProvider>,
    credential?: Record<string, string>,
  ): Promise<App> {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/getAToken`;
    const registration = {
      redirectUri,
      postLogoutRedirectUri: `http://localhost:${port}/signed-out`,
      backChannelLogoutUri: `http://127.0.0.1:${port}/back-channel-logout`,
      scope: "User.Read",
    };
    const provider = await start(await freePort(), registration);
    const graph = await startGraph(provider.whoseAccessToken, registration.scope);
    const settings = {
      CLIENT_ID: provider.client.id,
      ...(credential ?? { CLIENT_SECRET: provider.client.secret }),
      OIDC_AUTHORITY: provider.issuer,
      REDIRECT_URI: redirectUri,
      SCOPE: registration.scope,
      ENDPOINT: graph.endpoint,
    };
    return App.start(settings, port, { beside: [graph, provider] });
  }

  /** Starts the app at npm's `emulate`, an emulator of Entra ID and Graph. */
  static async withEntraEmulator(): Promise<App> {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/getAToken`;
    const emulator = await startEntraEmulator(await freePort(), [redirectUri, `http://localhost:${port}/signed-out`]);
    const settings = {
      CLIENT_ID: emulator.client.id,
      CLIENT_SECRET: emulator.client.secret,
      AUTHORITY: emulator.authority,
      REDIRECT_URI: redirectUri,
      SCOPE: "User.Read",
      ENDPOINT: emulator.endpoint,
    };
    return App.start(settings, port, { beside: [emulator] });
  }

  /** Starts the app with complete settings, but without a server at the authority. */
  static async withoutProvider(): Promise<App> {
    const port = await freePort();
    const settings = {
      CLIENT_ID: "leptos-entra",
      CLIENT_SECRET: "kept-by-nobody",
      OIDC_AUTHORITY: `http://127.0.0.1:${await freePort()}`,
      REDIRECT_URI: `http://localhost:${port}/getAToken`,
    };
    return App.start(settings, port, { becomesReady: false });
  }

  /** Starts the app at a provider on https whose certificate is signed by a private authority. */
  static async withPrivateProvider(trusted: boolean): Promise<App> {
    const port = await freePort();
    const provider = await startPrivateProvider();
    const settings = {
      CLIENT_ID: "leptos-entra",
      CLIENT_SECRET: "kept-by-nobody",
      OIDC_AUTHORITY: provider.issuer,
      REDIRECT_URI: `http://localhost:${port}/getAToken`,
      ...(trusted ? { SSL_CERT_FILE: provider.authority } : {}),
    };
    return App.start(settings, port, { beside: [provider], becomesReady: trusted });
  }

  /** Starts the app with incomplete settings: a placeholder remains, and the secret and the authority are missing. */
  static async halfConfigured(): Promise<App> {
    const port = await freePort();
    const settings = { CLIENT_ID: "<Enter_the_Client_Id_Here>", REDIRECT_URI: `http://localhost:${port}/getAToken` };
    return App.start(settings, port, { becomesReady: false });
  }

  /** The console output of the app. */
  get console(): string {
    return this.program.output;
  }

  /** Sends a command to the app's dev tenant. */
  async tell(command: Command): Promise<void> {
    if (!this.devTenant) throw new Error("this app signs in at no dev tenant");
    await this.devTenant.tell(command);
  }

  /** Restarts the app with the same settings and files. */
  async restart(): Promise<void> {
    await this.program.stop();
    this.program = await Program.start([], this.environment, this.program.folder);
    await this.ready();
  }

  async stop(): Promise<void> {
    await this.program.remove();
    await Promise.all(this.surroundings.beside?.map((other) => other.stop()) ?? []);
  }

  /**
   * Waits until this program listens, because another program may respond at the same address. Then waits until the app
   * has fetched the provider's metadata: if the first attempt fails on a busy machine, the login view offers no sign-in
   * until the next attempt. An app that cannot become ready must have noticed it.
   */
  private async ready(): Promise<void> {
    await this.program.until("the line that the app is ready", () => this.program.output.includes(" is ready: ") || undefined);
    const { becomesReady = true } = this.surroundings;
    const [path, expected] = becomesReady ? ["/health/ready", 200] : ["/", 503];
    const responds = () => fetch(this.origin + path).then(({ status }) => status === expected || undefined).catch(() => undefined);
    await this.program.until(`the status ${expected} at ${this.origin}${path}`, responds);
  }
}
