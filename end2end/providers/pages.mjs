// The pages of npm's `oidc-provider`: the choice of the account, the consent, and the end of the provider's session.

/** Escapes text for HTML. */
const text = (value) => String(value).replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);

const page = (heading, content) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${text(heading)}</title>
</head>
<body>
<main>
<h1>${text(heading)}</h1>
${content}
</main>
</body>
</html>
`;

const button = (name, value, label) => `<button name="${name}" value="${text(value)}">${text(label)}</button>`;

export const accountPage = (accounts, action) =>
  page(
    "Who are you?",
    `<form method="post" action="${text(action)}">${accounts.map(({ sub, name }) => button("account", sub, `Continue as ${name}`)).join("\n")}</form>`,
  );

export const consentPage = (scopes, action) =>
  page(
    "Allow this application?",
    `<p>It asks for: ${text(scopes.join(", "))}</p>
<form method="post" action="${text(action)}">${button("decision", "allow", "Allow")}${button("decision", "decline", "Decline")}</form>`,
  );

/** Returns the page that confirms a sign-out. `form` is the form of the library, with the ID `op.logoutForm`. */
export const endSessionPage = (form) =>
  page("Sign out?", `${form}\n<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>`);

/**
 * Returns the last page of a sign-out without a return address. The library's own page would load a font from another
 * server.
 */
export const signedOutPage = () => page("You are signed out here.", "");

export const problemPage = (problem) => page("This did not work", `<p>${text(problem.error)}</p>`);
