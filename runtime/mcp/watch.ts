import { nobody, type Principal } from "../auth/principal.ts";
import { describe } from "../log.ts";
import { listingOf, shownTo } from "./methods.ts";
import { poll, seenTools } from "./seen-tools.ts";
import { lists, type List, type Listener, type Notices, type Watch } from "./service.ts";
import { currentOf, type Session } from "./session.ts";
import type { Said } from "../text/said.ts";

/** Somebody who was given lists: roles and scopes are those of now. */
interface Reader {
  principal: Principal;
  /** As they were given last. */
  readonly listed: Partial<Record<List, string>>;
}

/** Of one caller: clients with scopes of their own. */
const mostReaders = 20;

/**
 * Tells a client that a list it was given is another now, since Kestra is, or since its user's roles are; and once why Kestra
 * cannot be reached.
 */
export function watchLists(first: Session, told: Notices): Watch {
  return new ListWatch(first, told);
}

/** A class, for there are very many: their functions are those of all. */
class ListWatch implements Watch {
  readonly #first: Session;
  readonly #told: Notices;
  readonly #readers = new Map<string, Reader>();
  readonly #leave: () => void;
  #failed: Said | undefined;
  #last: Promise<void> | undefined;
  /** The last one first: of one caller several clients listen, and each may go. */
  #heard: readonly Listener[] | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(first: Session, told: Notices) {
    this.#first = first;
    this.#told = told;
    this.#leave = first.onChange(() => {
      this.#look();
    });
    this.#look();
  }

  seen(principal: Principal): boolean {
    const known = this.#readers.get(whoIs(principal));
    if (known === undefined) {
      readerOf(this.#readers, principal);
      return true;
    }
    const { principal: before, listed } = known;
    known.principal = principal;
    if (textOfPermission(before) === textOfPermission(principal)) return false;
    this.#inOrder(async () => {
      const session = currentOf(this.#first);
      const changed = new Set<List>();
      for (const list of lists) {
        const now = await textOf(list, session, principal);
        // Of a list that another process gave it is only known what it was.
        if (now === (listed[list] ?? (await textOf(list, session, before)))) continue;
        if (listed[list] !== undefined) listed[list] = now;
        changed.add(list);
      }
      this.#tell(changed);
    });
    return false;
  }

  listed(list: List, principal: Principal = nobody): void {
    const { listed } = readerOf(this.#readers, principal);
    this.#inOrder(async () => {
      listed[list] = await textOf(list, currentOf(this.#first), principal);
    });
  }

  listen(listener: Listener = { principal: nobody }): void {
    if (currentOf(this.#first).made === undefined) return;
    this.#heard = [listener, ...(this.#heard ?? []).filter(isThere)].slice(0, mostReaders);
    this.#timer ??= setInterval(() => {
      this.#ask();
    }, poll).unref();
  }

  stop(): void {
    this.#leave();
    this.#heard = undefined;
    clearInterval(this.#timer);
  }

  #look(): void {
    const session = currentOf(this.#first);
    const said = session.detector.failure?.said;
    if (said !== undefined && said !== this.#failed) {
      const text = said.masked(session.mask);
      if (text !== this.#failed?.masked(session.mask)) this.#told.log("warning", () => text);
    }
    this.#failed = said;
    if (this.#readers.size > 0) this.#inOrder(() => this.#compare());
  }

  async #compare(): Promise<void> {
    const changed = new Set<List>();
    for (const { principal, listed } of [...this.#readers.values()]) {
      for (const list of lists) {
        const before = listed[list];
        if (before === undefined) continue;
        const now = await textOf(list, currentOf(this.#first), principal);
        if (now === before) continue;
        listed[list] = now;
        changed.add(list);
      }
    }
    this.#tell(changed);
  }

  /** What tools are made of is only known by asking: for who listens, and while nobody does, nothing is asked. */
  #ask(): void {
    this.#heard = this.#heard?.filter(isThere);
    const [listener] = this.#heard ?? [];
    if (listener === undefined) return;
    this.#inOrder(async () => {
      await seenTools(this.#first, listener);
      this.#look();
    });
  }

  #tell(changed: ReadonlySet<List>): void {
    for (const list of changed) this.#told.changed(list);
  }

  #inOrder(work: () => Promise<void>): void {
    const before = this.#last ?? Promise.resolve();
    const last: Promise<void> = before
      .then(work)
      .catch((error: unknown) => {
        this.#first.log("warning", describe(error));
      })
      .finally(() => {
        if (this.#last === last) this.#last = undefined;
      });
    this.#last = last;
  }
}

function isThere(listener: Listener): boolean {
  return listener.isThere?.() !== false;
}

function readerOf(readers: Map<string, Reader>, principal: Principal): Reader {
  const who = whoIs(principal);
  const reader = readers.get(who) ?? { principal, listed: {} };
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
