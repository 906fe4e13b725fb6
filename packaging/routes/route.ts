import type { PackageFacts } from "../../generator/packaging/project.ts";
import type { NpmPackage } from "../npm-package.ts";
import type { Transcript } from "./transcript.ts";

/** A Kestra to connect to. */
export interface Reached {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** What a route begins with. */
export interface Ground extends Transcript {
  /** Of the project. */
  readonly root: string;
  readonly project: PackageFacts;
  /** As npm publishes it: a registry on this machine has it, which `env` names. */
  readonly packed: NpmPackage;
  /** Empty. */
  readonly folder: string;
  /** An environment with a home that is empty but for the name of that registry. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly kestra: Reached;
}

/** A way to install the server, walked to a call that succeeds. */
export interface Route {
  readonly name: string;
  /** Programs that must be installed: without one the route is left out. */
  readonly needs: readonly string[];
  /** Why it cannot be walked here, where that has another reason. */
  readonly obstacle?: () => Promise<string | undefined>;
  /** @returns how the server is started then, to measure it; undefined where that is done before */
  readonly walk: (ground: Ground) => Promise<Start | undefined>;
}

/** How something starts the server. */
export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** Bytes of what was installed. */
  readonly bytes: number;
}
