import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { within } from "../deadline.ts";
import type { Tracing } from "../observe/tracing.ts";

/** Traces that are sent to a collector. */
export interface Traces {
  readonly tracing: Tracing;
  /** Sends what is left; takes a few seconds at most. */
  close(): Promise<void>;
}

export interface TracesHouse {
  readonly version: string;
  /** Where spans are sent, for a test; absent: where OTEL_EXPORTER_OTLP_ENDPOINT and its like say. */
  readonly url?: string | undefined;
  /** Milliseconds that a stop waits for the collector; absent: a few seconds. */
  readonly patience?: number;
  /** Tells the operator that the collector does not take them. */
  readonly warn: (sentence: string) => void;
}

/** Milliseconds for which it is not told again that a collector takes nothing. */
const warningInterval = 300_000;

const usualPatience = 3000;

/**
 * Sends spans by OTLP over HTTP. All else is said by OpenTelemetry's own variables, such as OTEL_EXPORTER_OTLP_HEADERS,
 * OTEL_SERVICE_NAME and OTEL_TRACES_SAMPLER.
 */
export function createTraces({ version, url, warn, patience = usualPatience }: TracesHouse): Traces {
  const exporter = telling(new OTLPTraceExporter(url === undefined ? {} : { url }), warn);
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "kestra-mcp", "service.version": version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  const tracer = provider.getTracer("kestra-mcp", version);
  return {
    tracing: {
      begin(name, kind, facts, parent) {
        const span = tracer.startSpan(
          name,
          { kind: kind === "server" ? SpanKind.SERVER : SpanKind.CLIENT, attributes: facts },
          contextOf(parent),
        );
        const { traceId, spanId, traceFlags } = span.spanContext();
        return {
          traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`,
          end(more, error) {
            span.setAttributes(more);
            if (error !== undefined) {
              span.setAttribute("error.type", error);
              span.setStatus({ code: SpanStatusCode.ERROR });
            }
            span.end();
          },
        };
      },
    },
    async close() {
      await within(
        provider.shutdown().catch(() => undefined),
        patience,
      );
    },
  };
}

/** @param parent a checked `traceparent` */
function contextOf(parent: string | undefined): Context {
  if (parent === undefined) return ROOT_CONTEXT;
  const [, traceId = "", spanId = "", flags = "0"] = parent.split("-");
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}

/** The SDK says nothing where it cannot send. */
function telling(exporter: OTLPTraceExporter, warn: (sentence: string) => void): SpanExporter {
  let toldAt = -Infinity;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && performance.now() - toldAt > warningInterval) {
          toldAt = performance.now();
          warn(`Traces cannot be sent: ${result.error.message}. They are lost until they can.`);
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
}
