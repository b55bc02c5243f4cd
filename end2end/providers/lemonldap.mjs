// Debian's LemonLDAP::NG with its OpenID Connect issuer: one client, and the users of its demonstration back end.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { introspection } from "./access_token.mjs";
import { providerFolder, startProgram } from "./program.mjs";

/** A user of the demonstration back end: the password equals the name. */
export const LEMONLDAP_USER = { user: "rtyler", password: "rtyler", name: "Rose Tyler" };

/**
 * Starts the portal of LemonLDAP::NG on a loopback port.
 *
 * @param {number} port
 * @param {{ redirectUri: string, postLogoutRedirectUri: string, scope: string }} registration of the one client
 * @param {{ consent: boolean }} options whether the portal asks for consent at a user's first sign-in, which is its default
 */
export async function startLemonLdap(port, registration, { consent }) {
  const folder = providerFolder();
  const issuer = `http://127.0.0.1:${port}`;
  const client = { id: "leptos-entra", secret: `a~b.${randomBytes(12).toString("base64url")}` };
  for (const name of ["conf", "sessions/lock", "psessions/lock"]) mkdirSync(join(folder, name), { recursive: true });
  const app = relyingParty(client, registration, consent);
  writeFileSync(join(folder, "conf", "lmConf-1.json"), JSON.stringify(configuration(folder, issuer, app, registration.scope)));
  writeFileSync(join(folder, "lemonldap-ng.ini"), settings(folder));
  writeFileSync(join(folder, "portal.psgi"), PORTAL);
  const starman = ["starman", "--listen", `127.0.0.1:${port}`, "--workers", "3", "--preload-app", "portal.psgi"];
  const program = startProgram(folder, starman, {
    LLNG_DEFAULTCONFFILE: join(folder, "lemonldap-ng.ini"),
    LLNG_DEFAULTLOGGER: "Lemonldap::NG::Common::Logger::Std",
  });
  try {
    await program.serves(`${issuer}/.well-known/openid-configuration`);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { issuer, client, whoseAccessToken: introspection(issuer, client), stop: () => program.stop() };
}

/** The web application with the portal and its static files, which otherwise a web server serves. */
const PORTAL = `use Plack::Builder;
use Plack::App::File;
use Lemonldap::NG::Portal::Main;
my $portal = Lemonldap::NG::Portal::Main->run({});
builder {
  mount "/static" => Plack::App::File->new(root => "/usr/share/lemonldap-ng/portal/htdocs/static")->to_app;
  mount "/javascript" => Plack::App::File->new(root => "/usr/share/javascript")->to_app;
  mount "/" => $portal;
};
`;

const settings = (folder) => `[all]
logLevel = warn
[configuration]
type = File
dirName = ${join(folder, "conf")}
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = en
`;

function configuration(folder, issuer, app, scope) {
  const pem = { publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } };
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048, ...pem });
  const storage = (name) => ({
    Directory: join(folder, name),
    LockDirectory: join(folder, name, "lock"),
    generateModule: "Lemonldap::NG::Common::Apache::Session::Generate::SHA256",
  });
  return {
    cfgNum: 1,
    cfgAuthor: "tests",
    cfgDate: 1,
    cfgVersion: "2.16.1",
    portal: `${issuer}/`,
    domain: "127.0.0.1",
    cookieName: "lemonldap",
    securedCookie: 0,
    key: randomBytes(16).toString("hex"),
    authentication: "Demo",
    userDB: "Same",
    passwordDB: "Demo",
    registerDB: "Null",
    demoExportedVars: { cn: "cn", mail: "mail", uid: "uid" },
    whatToTrace: "_whatToTrace",
    macros: { _whatToTrace: "lc($_user)" },
    globalStorage: "Apache::Session::File",
    globalStorageOptions: storage("sessions"),
    persistentStorage: "Apache::Session::File",
    persistentStorageOptions: storage("psessions"),
    // Without this, sessions are also cached in a folder that all portals of the machine share.
    localSessionStorage: "",
    locationRules: { "127.0.0.1": { default: "accept" } },
    exportedHeaders: {},
    groups: {},
    applicationList: {},
    issuerDBOpenIDConnectActivation: 1,
    oidcServiceMetaDataIssuer: issuer,
    oidcServicePrivateKeySig: privateKey,
    oidcServicePublicKeySig: publicKey,
    oidcServiceKeyIdSig: "signing",
    oidcRPMetaDataOptions: { app },
    oidcRPMetaDataExportedVars: { app: { name: "cn", preferred_username: "uid", email: "mail" } },
    oidcRPMetaDataScopeRules: { app: { [scope]: "1" } },
  };
}

const relyingParty = (client, { redirectUri, postLogoutRedirectUri }, consent) => ({
  oidcRPMetaDataOptionsClientID: client.id,
  oidcRPMetaDataOptionsClientSecret: client.secret,
  oidcRPMetaDataOptionsDisplayName: client.id,
  oidcRPMetaDataOptionsRedirectUris: redirectUri,
  oidcRPMetaDataOptionsPostLogoutRedirectUris: postLogoutRedirectUri,
  oidcRPMetaDataOptionsIDTokenSignAlg: "RS256",
  oidcRPMetaDataOptionsIDTokenForceClaims: 1,
  oidcRPMetaDataOptionsRefreshToken: 1,
  oidcRPMetaDataOptionsRequirePKCE: 1,
  oidcRPMetaDataOptionsBypassConsent: consent ? 0 : 1,
});
