import type { Line } from "../../line/line.ts";
import { json, page } from "../../http/answers.ts";
import { Refusal } from "../../executions/refusal.ts";
import { pageOf, readPaging } from "../../http/paging.ts";
import { kinds, versionsOf, type SandboxPlugin } from "../../plugins/plugin.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";

const base = "/api/v1/instance/versioned-plugins";

/** Where an artifact is published. */
function coordinates({ name, license }: SandboxPlugin): Values {
  return { groupId: license === "EE" ? "io.kestra.plugin.ee" : "io.kestra.plugin", artifactId: name };
}

function notes({ name }: SandboxPlugin, version: string): string {
  return `https://example.com/releases/${name}/${version}`;
}

/** Icons are a class up to 1.3; from 2.0 on whether there is one. */
function row(plugin: SandboxPlugin, line: Line): Values {
  const [newest = ""] = versionsOf(plugin);
  return {
    ...coordinates(plugin),
    title: plugin.title ?? plugin.name,
    icon: line === "2.0" ? { hasIcon: false, hash: null, monochrome: false } : plugin.group,
    versions: versionsOf(plugin),
    ...(line === "1.0" ? {} : { releaseNotesUrl: notes(plugin, newest) }),
  };
}

/** What comes with Kestra is no artifact. */
function artifacts({ plugins }: Kestra): readonly SandboxPlugin[] {
  return plugins.list().filter(({ version }) => version !== undefined);
}

const list: Route["handle"] = ({ query }, kestra) => {
  const words = query.get("q")?.toLowerCase() ?? "";
  const rows = artifacts(kestra).filter(({ name, title = "" }) =>
    `${name} ${title}`.toLowerCase().includes(words),
  );
  const shown = pageOf(rows, readPaging(query, "listVersionedPlugin"));
  return page(
    shown.map((plugin) => row(plugin, kestra.line)),
    rows.length,
  );
};

function pluginOf({ params }: SandboxRequest, kestra: Kestra): SandboxPlugin {
  const plugin = artifacts(kestra).find((one) => {
    const place = coordinates(one);
    return place["groupId"] === params["groupId"] && place["artifactId"] === params["artifactId"];
  });
  if (plugin === undefined) throw new Refusal(404, "Not Found");
  return plugin;
}

const versions: Route["handle"] = (request, kestra) => {
  const plugin = pluginOf(request, kestra);
  return json({
    ...coordinates(plugin),
    versions: versionsOf(plugin).map((version) => {
      const name = `${plugin.name}-${version}.jar`;
      return {
        version,
        metadata: {
          uri: `file:///app/plugins/${name}`,
          name,
          size: 1_000_000,
          lastModifiedTime: 0,
          creationTime: 0,
        },
        ...(kestra.line === "1.0" ? {} : { releaseNotesUrl: notes(plugin, version) }),
      };
    }),
  });
};

const version: Route["handle"] = (request, kestra) => {
  const plugin = pluginOf(request, kestra);
  const { version: wanted = "" } = request.params;
  if (!versionsOf(plugin).includes(wanted)) throw new Refusal(404, "Not Found");
  const classes = kinds.flatMap((kind) => {
    const ofKind = plugin.types.filter((type) => (type.kind ?? "tasks") === kind);
    return ofKind.length === 0 ? [] : [{ type: kind, classes: ofKind.map(({ cls }) => ({ name: cls })) }];
  });
  const { icon, title } = row(plugin, kestra.line);
  return json({
    ...coordinates(plugin),
    version: wanted,
    title,
    description: plugin.description ?? "",
    icon,
    classes,
  });
};

export const versionedPluginRoutes: readonly Route[] = [
  { method: "GET", path: base, handle: list },
  { method: "GET", path: `${base}/{groupId}/{artifactId}`, handle: versions },
  { method: "GET", path: `${base}/{groupId}/{artifactId}/{version}`, handle: version },
];
