import { StructureKind, type ImportDeclarationStructure } from "ts-morph";

/** Where each name that generated code uses comes from, below the runtime's folder; zod is a namespace. */
const modules = {
  z: "zod",
  lazy: "lazy.ts",
  makeSince: "per-line.ts",
  since: "per-line.ts",
  json: "read.ts",
  link: "read.ts",
  text: "read.ts",
  file: "read.ts",
  nothing: "read.ts",
  chain: "chain.ts",
  dependencyText: "dependency-graph.ts",
  directoryPath: "file-path.ts",
  encodedUri: "file-path.ts",
  filePath: "file-path.ts",
  fileUri: "file-path.ts",
  plusDirectory: "file-path.ts",
  plusPath: "file-path.ts",
  plusUri: "file-path.ts",
  filePart: "request.ts",
  form: "request.ts",
  instant: "request.ts",
  jsonOrText: "json-in-text.ts",
  keyed: "request.ts",
  list: "request.ts",
  pairs: "request.ts",
  path: "request.ts",
  plain: "request.ts",
  saving: "saving.ts",
  anyJson: "zod-json.ts",
  anyObject: "zod-json.ts",
  characters: "zod-json.ts",
  integer: "zod-json.ts",
  ownObject: "zod-json.ts",
  record: "zod-json.ts",
  Calls: "tool-definition.ts",
  Composite: "tool-definition.ts",
  Operation: "tool-definition.ts",
  QueryValue: "request-plan.ts",
  RequestPlan: "request-plan.ts",
  ToolDefinition: "tool-definition.ts",
} as const;

export type Imported = keyof typeof modules;

/** What a file imports, collected while it is written. */
export interface Imports {
  /** Notes that `name` is used, and returns it. */
  readonly use: (name: Imported) => string;
  /** @param runtime the way to the runtime's folder. */
  readonly declarations: (runtime: string) => readonly ImportDeclarationStructure[];
}

export function imports(): Imports {
  const used = new Set<Imported>();
  return {
    use: (name) => {
      used.add(name);
      return name;
    },
    declarations: (runtime) => {
      const names = [...used].sort();
      const files = [...new Set(names.map((name) => modules[name]))].sort((a, b) => rank(a, b));
      return files.map((file) =>
        declaration(
          file,
          names.filter((name) => modules[name] === file),
          runtime,
        ),
      );
    },
  };
}

/** Packages before our own files. */
function rank(a: string, b: string): number {
  const ours = Number(a.endsWith(".ts")) - Number(b.endsWith(".ts"));
  return ours !== 0 ? ours : a < b ? -1 : 1;
}

function declaration(file: string, names: readonly Imported[], runtime: string): ImportDeclarationStructure {
  const kind = StructureKind.ImportDeclaration as const;
  if (file === "zod") return { kind, namespaceImport: "z", moduleSpecifier: "zod" };
  return {
    kind,
    isTypeOnly: names.every((name) => /^[A-Z]/.test(name)),
    namedImports: [...names],
    moduleSpecifier: `${runtime}/${file}`,
  };
}
