import { dirname, join, relative } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { lines } from "../../generated/releases.ts";
import { nodesOf, readSources, root, type Source } from "../support/source.ts";

const generated = readSources(["generated/**/*.ts"]);

describe("generated code", () => {
  it("exports only what the catalog, steps or the program import, some on first use", () => {
    const taken = new Set(readSources(["{generated,specs,runtime}/**/*.ts"]).flatMap(namesTaken));
    // A page is loaded when it is read, and what it holds is taken from there.
    const code = generated.filter(({ path }) => !/^generated\/views\/.*-page\.ts$/.test(path));
    const idle = code.flatMap(({ path, file }) =>
      exportsOf(file)
        .map((name) => `${path} ${name}`)
        .filter((it) => !taken.has(it)),
    );
    expect(idle, "Print no export that nothing takes: generator/emit/.").toEqual([]);
  });

  it("states nothing that follows from something else", () => {
    const said = generated.flatMap(({ path, file }) =>
      nodesOf(file)
        .filter(ts.isPropertyAssignment)
        .filter(({ name, initializer }) => {
          const key = name.getText(file);
          const all = JSON.stringify(lines) === initializer.getText(file).replace(/\s|,(?=\s*\])/g, "");
          return key === "idempotent" || (key === "lines" && all);
        })
        .map((it) => `${path} ${it.getText(file)}`),
    );
    expect(said, "Do not print what follows from something else: generator/emit/.").toEqual([]);
  });

  it("copies nothing of an answer that only keeps its name", () => {
    const copies = generated.flatMap(({ path, file }) =>
      nodesOf(file)
        .filter(ts.isObjectLiteralExpression)
        .filter(
          ({ properties, parent }) =>
            properties.length > 0 &&
            ts.isParenthesizedExpression(parent) &&
            properties.every((it) => ts.isPropertyAssignment(it) && keepsItsName(it)),
        )
        .map((it) => `${path} ${it.getText(file).slice(0, 80)}`),
    );
    expect(copies, "Print the answer itself where every name is kept: generator/emit/answer/.").toEqual([]);
  });
});

/** `id: answer.id` */
function keepsItsName({ name, initializer }: ts.PropertyAssignment): boolean {
  return (
    ts.isIdentifier(name) &&
    ts.isPropertyAccessExpression(initializer) &&
    /^(answer|it|inner\d*)$/.test(initializer.expression.getText()) &&
    initializer.name.text === name.text
  );
}

function exportsOf(file: ts.SourceFile): readonly string[] {
  return file.statements.flatMap((it) => {
    if (!ts.canHaveModifiers(it)) return [];
    if (ts.getModifiers(it)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
    if (ts.isVariableStatement(it))
      return it.declarationList.declarations.map(({ name }) => name.getText(file));
    if (ts.isFunctionDeclaration(it)) return [it.name?.text ?? "default"];
    return ts.isInterfaceDeclaration(it) || ts.isTypeAliasDeclaration(it) ? [it.name.text] : [];
  });
}

/** The names that a file imports, each with the file that it comes from. */
function namesTaken(source: Source): readonly string[] {
  return [...namesImported(source), ...namesLoaded(source)];
}

/** `(await import("./made.ts")).made` */
function namesLoaded({ path, file }: Source): readonly string[] {
  return nodesOf(file)
    .filter(ts.isPropertyAccessExpression)
    .flatMap(({ expression, name }) => {
      const [, from] = /^\(await import\("([^"]+)"\)\)$/.exec(expression.getText(file)) ?? [];
      return from === undefined ? [] : [`${fileAt(path, from)} ${name.text}`];
    });
}

function fileAt(path: string, specifier: string): string {
  return relative(root, join(root, dirname(path), specifier)).replaceAll("\\", "/");
}

function namesImported({ path, file }: Source): readonly string[] {
  return file.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const named = importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named) || !ts.isStringLiteral(moduleSpecifier)) return [];
    const from = fileAt(path, moduleSpecifier.text);
    return named.elements.map(({ name, propertyName }) => `${from} ${(propertyName ?? name).text}`);
  });
}
