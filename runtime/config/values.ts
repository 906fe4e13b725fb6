import { requireFilled } from "../placeholder.ts";
import type { Environment } from "../environment.ts";
import type { Reader } from "./readers/reader.ts";
import type { Variable } from "./variables/variable.ts";
import { variables, type Row, type VariableName } from "./variables/variables.ts";

/** What a row's text says. */
type ValueOf<R> = R extends { readonly read: Reader<infer T> } ? T : never;

type Named<N> = Extract<Row, { readonly name: N }>;

/** A row that says something in any case. */
type Preset = { readonly default: string };

/** Says what a variable holds: its default, or undefined, where it is unset or empty. */
export type Values = <N extends VariableName>(
  name: N,
) => ValueOf<Named<N>> | (Named<N> extends Preset ? never : undefined);

type In<P> = Extract<Row, { readonly part: P }>;

/** The settings of a part of the configuration that are a variable each; absent where one is unset and has no default. */
export type Settings<P> = {
  readonly [R in Extract<In<P>, Preset> as R["key"]]: ValueOf<R>;
} & {
  readonly [R in Exclude<In<P>, Preset> as R["key"]]?: ValueOf<R>;
};

/** Reads variables, each when it is asked for. */
export function valuesOf(env: Environment): Values {
  const value = (name: VariableName): unknown => {
    const variable = variables.find((row) => row.name === name);
    return variable && valueOf(variable, env[name]);
  };
  return value as Values;
}

/**
 * What a text would say as a variable, wherever it stands.
 * @param from where, for an error to name in place of the variable
 */
export function valueIn<N extends VariableName>(name: N, text: string, from: string): ValueOf<Named<N>> {
  const { read } = variables.find((row) => row.name === name) as Variable;
  return read(text, from) as ValueOf<Named<N>>;
}

/** @throws ConfigurationError naming the first variable that is wrong */
export function settingsOf<P extends NonNullable<Variable["part"]>>(part: P, env: Environment): Settings<P> {
  const rows = (variables as readonly Variable[]).filter((row) => row.part === part);
  const read = rows.map((row) => [row.key, valueOf(row, env[row.name])] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Settings<P>;
}

function valueOf({ name, default: preset, read }: Variable, text: string | undefined): unknown {
  const given = text || preset;
  return given === undefined ? undefined : read(given, name);
}

/**
 * Whether the server would start with this value.
 * @throws ConfigurationError where not; its value is told as far as it is no secret
 */
export function requireValid(variable: Variable, text: string): void {
  requireFilled(variable.name, text);
  variable.read(text, variable.name);
}
