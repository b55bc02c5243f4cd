// Serves npm's `oidc-provider` for the tests in Rust, until its standard input ends. Prints the issuer and the client.
import { startProvider } from "./oidc-provider.mjs";

const [, , redirectUri = "", postLogoutRedirectUri = ""] = process.argv;
const backChannelLogoutUri = new URL("/back-channel-logout", redirectUri).href;
const provider = await startProvider({ redirectUri, postLogoutRedirectUri, backChannelLogoutUri, scope: "api" });
console.log(JSON.stringify({ issuer: provider.issuer, ...provider.client }));
process.stdin.on("end", () => void provider.stop().then(() => process.exit())).resume();
