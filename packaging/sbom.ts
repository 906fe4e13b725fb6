import { createHash } from "node:crypto";

/** A package of which code is in the program. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An identifier or an expression of SPDX; absent where its package says none. */
  readonly license?: string;
}

/** What the list is of. */
export interface Described {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
}

/**
 * What the program is made of, in CycloneDX. Packages are of the bundle itself: of what is installed by name there is none.
 * The same packages make the same text.
 */
export function softwareBill(program: Described, packages: readonly BundledPackage[]): object {
  const components = packages.map(component);
  const parts = components.map(({ "bom-ref": ref }) => ref);
  const subject = { ...component(program), type: "application", description: program.description };
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([subject, components]))}`,
    version: 1,
    metadata: { component: subject },
    components,
    dependencies: [
      { ref: subject["bom-ref"], dependsOn: parts },
      ...parts.map((ref) => ({ ref, dependsOn: [] })),
    ],
  };
}

function component({ name, version, license }: BundledPackage) {
  const [group, base = name] = name.startsWith("@") ? name.split("/") : [];
  const purl = `pkg:npm/${group === undefined ? "" : `${encodeURIComponent(group)}/`}${base}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    ...(group !== undefined && { group }),
    name: base,
    version,
    purl,
    ...(license !== undefined && { licenses: [licenseOf(license)] }),
  };
}

function licenseOf(text: string): object {
  return / (OR|AND|WITH) /.test(text) ? { expression: text } : { license: { id: text } };
}

/** A UUID that the text alone decides. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
