import type { OAuthScope } from "../../auth/scopes.ts";
import { html, type Html } from "./html.ts";
import type { ApplicationView, ConsentView, Page } from "./page.ts";

/** What each scope lets an application do, for people. */
export const scopeWords: Readonly<Record<OAuthScope, { readonly title: string; readonly more: string }>> = {
  "kestra.read": {
    title: "Read",
    more: "flows, executions, logs, files and all else that you may see in Kestra",
  },
  "kestra.write": {
    title: "Write and run",
    more: "create and change flows, and start executions: code then runs with the rights of Kestra. Includes reading.",
  },
  "kestra.destroy": {
    title: "Destroy",
    more: "delete flows, executions and files, kill executions, overwrite values. Includes all above.",
  },
};

/** Asks whether an application may act for whoever logs in next. */
export function consentPage(view: ConsentView): Page {
  const { action, login, csrf, server, scopes } = view;
  const application = withShortName(view.application);
  const boxes = scopes.map(
    ({ scope, isAsked }) =>
      html`<div class="choice">
        <input
          type="checkbox"
          name="scope"
          value="${scope}"
          id="${scope}"
          aria-describedby="${scope}-more"
          ${isAsked ? html` checked` : ""}
        />
        <div>
          <label for="${scope}"
            ><strong>${scopeWords[scope].title}</strong
            >${isAsked ? "" : html` <small>(not asked for)</small>`}</label
          ><br />
          <small id="${scope}-more">${scopeWords[scope].more}</small>
        </div>
      </div> `,
  );
  return {
    status: 200,
    title: "Allow access to Kestra?",
    body: html`<p>${named(application)} asks to use Kestra in your name, by ${server}.</p>
      <dl>
        <dt>Application</dt>
        <dd>${nameOf(application)}</dd>
        <dt>Answer goes to</dt>
        <dd><strong>${application.redirectHost}</strong></dd>
      </dl>
      ${warningOf(application)}
      <form method="post" action="${action}">
        <input type="hidden" name="pending" value="${login}" />
        <input type="hidden" name="csrf" value="${csrf}" />
        <fieldset>
          <legend>What it may do</legend>
          ${boxes}
        </fieldset>
        <p class="dim">
          Never more than your role here and your user in Kestra may do. You log in next, and can end this at
          any time on the account page.
        </p>
        <div class="buttons">
          <button class="main" name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </div>
      </form>`,
  };
}

/** Characters of a name: one that is a story would put out of sight what we say of it. */
const longestName = 80;

function withShortName({ name, ...others }: ApplicationView): ApplicationView {
  if (name === undefined) return others;
  return { ...others, name: name.length > longestName ? `${name.slice(0, longestName)}…` : name };
}

function named({ name }: ApplicationView): Html {
  return name === undefined ? html`An application` : html`<strong><bdi>${name}</bdi></strong>`;
}

function nameOf({ name, metadataHost, isOperators }: ApplicationView): Html {
  if (isOperators) return html`<strong>${name}</strong>, which the operator of this server set up`;
  if (metadataHost !== undefined)
    return html`${
        name === undefined
          ? "without a name"
          : html`<strong><bdi>${name}</bdi></strong
              >, as it calls itself`
      };
      described at <strong>${metadataHost}</strong>`;
  if (name === undefined) return html`without a name`;
  return html`<strong><bdi>${name}</bdi></strong
    >: a name that it chose by itself, and that nobody checked`;
}

function warningOf({ isLoopback, redirectHost }: ApplicationView): Html | undefined {
  if (isLoopback)
    return html`<p class="warning">
      <strong>A program on your computer asks for this.</strong> It may be any program there, whatever it
      calls itself. Go on only if you just started to connect it.
    </p> `;
  if (redirectHost.endsWith(":"))
    return html`<p class="warning">
      <strong>The answer goes to an application on your device</strong> that opens links of ${redirectHost} Go
      on only if you just started to connect it.
    </p> `;
  return undefined;
}
