import { dirname, join } from "node:path";
import { Project, ts } from "ts-morph";

/** The repository. */
export const root = join(import.meta.dirname, "../..");

/** One import of a file, wherever it stands in it. */
export interface Import {
  /** A path from the root for the project's own files, otherwise as it is written. */
  readonly to: string;
  /** Types only: gone at run time. */
  readonly typeOnly: boolean;
  /** `import("...")`, evaluated when it is reached. */
  readonly dynamic: boolean;
}

export interface Source {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly file: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Each file is parsed once, however many laws read it. */
const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });

/** The TypeScript that some globs match, from the root. Nothing is type-checked. */
export function readSources(globs: readonly string[]): readonly Source[] {
  const files = project.addSourceFilesAtPaths(globs.map((glob) => join(root, glob)));
  return files
    .map(({ compilerNode: file }) => ({ path: fromRoot(file.fileName), file, imports: importsOf(file) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Every node of a file. */
export function nodesOf(file: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return nodes;
}

/** What a file says in its texts and names: everything but comments. */
export function wordsOf(file: ts.SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) =>
    ts.isIdentifier(node) ||
    ts.isLiteralExpression(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
      ? [node.text]
      : [],
  );
}

function importsOf(file: ts.SourceFile): readonly Import[] {
  return nodesOf(file).flatMap((node) => {
    if (ts.isImportDeclaration(node)) return found(file, node.moduleSpecifier, isTypeOnly(node), false);
    if (ts.isExportDeclaration(node)) return found(file, node.moduleSpecifier, node.isTypeOnly, false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      return found(file, node.argument.literal, true, false);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      return found(file, node.arguments[0], false, true);
    }
    return [];
  });
}

function found(
  file: ts.SourceFile,
  node: ts.Node | undefined,
  typeOnly: boolean,
  dynamic: boolean,
): readonly Import[] {
  if (node === undefined) return [];
  const specifier = ts.isStringLiteral(node) ? node.text : "(computed)";
  const to = specifier.startsWith(".") ? fromRoot(join(dirname(file.fileName), specifier)) : specifier;
  return [{ to, typeOnly, dynamic }];
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  const { phaseModifier, name, namedBindings: named } = importClause;
  const whole = phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (whole || name !== undefined || named === undefined || !ts.isNamedImports(named)) return whole;
  return named.elements.length > 0 && named.elements.every((it) => it.isTypeOnly);
}

/** The first cycle of imports, of types alone too, as the paths along it; undefined where there is none. */
export function cycleIn(sources: readonly Source[]): readonly string[] | undefined {
  const next = new Map(sources.map(({ path, imports }) => [path, imports.map((it) => it.to)]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    const seen = trail.indexOf(path);
    if (seen >= 0) return [...trail.slice(seen), path];
    if (done.has(path)) return undefined;
    done.add(path);
    for (const to of next.get(path) ?? []) {
      const cycle = visit(to, [...trail, path]);
      if (cycle !== undefined) return cycle;
    }
    return undefined;
  };
  for (const path of next.keys()) {
    const cycle = visit(path, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function fromRoot(path: string): string {
  return path.slice(root.length + 1).replaceAll("\\", "/");
}
