import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client of langchain4j, which Kestra's own agent is built on: `java Langchain4jClient.java JSON`, where JSON says how the server is
 * reached and what to call. It prints what it saw, as one line of JSON.
 */
class Langchain4jClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] words) throws Exception {
    JsonNode given = JSON.readTree(words[0]);
    try (McpClient client = DefaultMcpClient.builder().transport(transport(given.get("server"))).build()) {
      List<String> tools = client.listTools().stream().map(ToolSpecification::name).toList();
      List<Map<String, Object>> results = new ArrayList<>();
      for (JsonNode call : given.get("calls")) results.add(result(client, call));
      System.out.println(JSON.writeValueAsString(Map.of("tools", tools, "results", results)));
    }
    System.exit(0);
  }

  private static McpTransport transport(JsonNode server) {
    if (server.get("over").asText().equals("stdio")) {
      List<String> command = new ArrayList<>(List.of(server.get("command").asText()));
      server.get("args").forEach(word -> command.add(word.asText()));
      return StdioMcpTransport.builder().command(command).build();
    }
    Map<String, String> headers = Map.of("Authorization", "Bearer " + server.get("token").asText());
    return StreamableHttpMcpTransport.builder().url(server.get("url").asText()).customHeaders(headers).build();
  }

  private static Map<String, Object> result(McpClient client, JsonNode call) {
    var request = ToolExecutionRequest.builder().name(call.get("tool").asText()).arguments(call.get("input").toString()).build();
    try {
      var result = client.executeTool(request);
      return Map.of("text", result.resultText(), "isError", result.isError());
    } catch (ToolExecutionException error) {
      return Map.of("text", error.getMessage(), "isError", true);
    }
  }
}
