import { createBrowser } from "../support/browser.ts";

/** Where clients of these tests wait for their code. Nobody listens there: the browser tells where it was sent. */
export const redirect = "http://127.0.0.1:4711/callback";

/**
 * Goes the way of a user: consents, logs in at the identity provider, and comes back to the client.
 * @param url where the client sent the browser
 * @param port at which the client waits
 * @returns the address of the client at which the browser came back
 */
export async function logIn(url: string | URL, user: string, port = "4711"): Promise<URL> {
  const browser = createBrowser((to) => to.port === port);
  const consent = await browser.open(url);
  const provider = await browser.submit(consent, { decision: "allow" });
  const back = await browser.submit(provider, { user });
  if (back.status !== 0) throw new Error(`${user} did not come back, but sees: ${back.html}`);
  return back.url;
}
