// The one page of the tests' identity provider: who are you, and do you want to go on.

/** `fault`: what was wrong with the last try, or an empty text. */
export function signInPage(fault: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Test identity provider</title></head>
<body>
<main>
<h1>Sign in to the test identity provider</h1>
${fault === "" ? "" : `<p role="alert">${fault}</p>`}
<form method="post">
<label>Account <input name="subject" autocomplete="off"></label>
<button name="decision" value="continue">Continue</button>
<button name="decision" value="cancel">Cancel</button>
</form>
</main>
</body>
</html>`;
}
