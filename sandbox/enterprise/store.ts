import type { Values } from "../values/values.ts";

export interface App {
  readonly uid: string;
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly flowId: string;
  readonly tags: readonly string[];
  readonly disabled: boolean;
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly updated: number;
}

/** A flow to begin with, which somebody of the instance keeps for others. */
export interface Blueprint {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** The YAML of its flow. */
  readonly source: string;
  /** What is asked of whoever uses it, from 1.3 on. */
  readonly template?: Values;
  /** Milliseconds since 1970. */
  readonly published: number;
}

/** A suite of tests of one flow: what its YAML says, and the YAML. */
export interface Suite {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly disabled: boolean;
  readonly testCases: readonly Values[];
  readonly values: Values;
  readonly source: string;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

/** Gives a role to a user or a group, in one namespace or in the whole tenant. */
export interface Binding {
  readonly id: string;
  readonly type: "USER" | "GROUP";
  readonly externalId: string;
  readonly roleId: string;
  readonly namespace?: string;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly superAdmin: boolean;
  readonly sent: number;
  readonly accepted?: number;
}

export interface User {
  readonly id: string;
  readonly email: string;
  /** Whether the user has access to the sandbox's tenant. */
  readonly access: boolean;
  readonly superAdmin: boolean;
}

/** Something that somebody did. */
export interface AuditLog {
  readonly id: string;
  readonly type: "CREATE" | "UPDATE" | "DELETE";
  /** `FLOW`, `EXECUTION`, … */
  readonly resource: string;
  /** What the path of the request named: `namespace`, `flowId`, `executionId`. */
  readonly detail: Values;
  /** Milliseconds since 1970. */
  readonly date: number;
}

/** A store of things by their id, in the order that they came. */
export type Table<Row> = Map<string, Row>;

/** What only the Enterprise edition holds. */
export interface EnterpriseStore {
  readonly apps: Table<App>;
  /** By `suiteKey`. */
  readonly suites: Table<Suite>;
  readonly blueprints: Table<Blueprint>;
  readonly groups: Table<Group>;
  readonly roles: Table<Role>;
  readonly bindings: Table<Binding>;
  readonly invitations: Table<Invitation>;
  /** By their address in lower case. */
  readonly users: Table<User>;
  /** As they are answered. */
  readonly banners: Table<Values>;
  /** What was done, in the order that it was. */
  readonly audit: AuditLog[];
}

export function suiteKey(namespace: string, id: string): string {
  return JSON.stringify([namespace, id]);
}

/** Roles that every tenant has. */
const managed = ["Admin", "Developer", "Editor", "Launcher", "Viewer"];

export function enterpriseStore(tenant: string): EnterpriseStore {
  return {
    apps: new Map(),
    suites: new Map(),
    blueprints: new Map(),
    groups: new Map(),
    roles: new Map(
      managed.map((name) => {
        const id = `${name.toLowerCase()}_${tenant}`;
        return [id, { id, name }];
      }),
    ),
    bindings: new Map(),
    invitations: new Map(),
    users: new Map(),
    banners: new Map(),
    audit: [],
  };
}
