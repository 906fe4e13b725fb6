import { nobody, type Principal } from "../auth/principal.ts";
import { describe } from "../log.ts";
import { listingOf, shownTo } from "./methods.ts";
import { poll, seenTools } from "./seen-tools.ts";
import { lists, type List, type Listener, type Notices, type Watch } from "./service.ts";
import { currentOf, type Session } from "./session.ts";

/** Somebody who was given lists: roles and scopes are those of now. */
interface Reader {
  principal: Principal;
  /** As they were given last. */
  readonly listed: Map<List, string>;
}

/** Of one caller: clients with scopes of their own. */
const mostReaders = 20;

/**
 * Tells a client that a list it was given is another now, since Kestra is, or since its user's roles are; and once why Kestra
 * cannot be reached.
 */
export function watchLists(first: Session, told: Notices): Watch {
  const readers = new Map<string, Reader>();
  let failed: string | undefined;
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>) => {
    last = last.then(work).catch((error: unknown) => {
      first.log("warning", describe(error));
    });
  };
  const tell = (changed: ReadonlySet<List>) => {
    for (const list of changed) told.changed(list);
  };

  const look = () => {
    const session = currentOf(first);
    const failure = session.detector.failure?.said.masked(session.mask);
    if (failure !== undefined && failure !== failed) told.log("warning", () => failure);
    failed = failure;
    inOrder(async () => {
      const changed = new Set<List>();
      for (const { principal, listed } of [...readers.values()]) {
        for (const [list, before] of [...listed]) {
          const now = await textOf(list, currentOf(first), principal);
          if (now === before) continue;
          listed.set(list, now);
          changed.add(list);
        }
      }
      tell(changed);
    });
  };
  // The last one first: of one caller several clients listen, and each may go.
  let heard: readonly Listener[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;
  /** What tools are made of is only known by asking: for who listens, and while nobody does, nothing is asked. */
  const ask = () => {
    heard = heard.filter(isThere);
    const [listener] = heard;
    if (listener === undefined) return;
    inOrder(async () => {
      await seenTools(first, listener);
      look();
    });
  };
  const stop = first.onChange(look);
  look();
  return {
    seen(principal) {
      const known = readers.get(whoIs(principal));
      if (known === undefined) {
        readerOf(readers, principal);
        return true;
      }
      const { principal: before, listed } = known;
      known.principal = principal;
      if (textOfPermission(before) === textOfPermission(principal)) return false;
      inOrder(async () => {
        const session = currentOf(first);
        const changed = new Set<List>();
        for (const list of lists) {
          const now = await textOf(list, session, principal);
          // Of a list that another process gave it is only known what it was.
          if (now === (listed.get(list) ?? (await textOf(list, session, before)))) continue;
          if (listed.has(list)) listed.set(list, now);
          changed.add(list);
        }
        tell(changed);
      });
      return false;
    },
    listed(list, principal = nobody) {
      const { listed } = readerOf(readers, principal);
      inOrder(async () => {
        listed.set(list, await textOf(list, currentOf(first), principal));
      });
    },
    listen(listener = { principal: nobody }) {
      if (currentOf(first).made === undefined) return;
      heard = [listener, ...heard.filter(isThere)].slice(0, mostReaders);
      timer ??= setInterval(ask, poll).unref();
    },
    stop() {
      stop();
      heard = [];
      clearInterval(timer);
    },
  };
}

function isThere(listener: Listener): boolean {
  return listener.isThere?.() !== false;
}

function readerOf(readers: Map<string, Reader>, principal: Principal): Reader {
  const who = whoIs(principal);
  const reader = readers.get(who) ?? { principal, listed: new Map<List, string>() };
  readers.set(who, reader);
  for (const oldest of readers.keys()) {
    if (readers.size <= mostReaders) break;
    readers.delete(oldest);
  }
  return reader;
}

/** What a user gave one client is what that client may do, whatever others may. */
function whoIs({ user }: Principal): string {
  return JSON.stringify([user?.grant, user?.client?.id]);
}

function textOfPermission({ permission }: Principal): string {
  return permission === "all" ? permission : permission.text;
}

/** What tells a list of somebody from another one. */
async function textOf(list: List, session: Session, principal: Principal): Promise<string> {
  if (list === "tools") return listingOf(await shownTo(session, { principal }, "known")).text;
  const { listedTexts } = await import("./texts/listed-texts.ts");
  return listedTexts(list, session, principal);
}
