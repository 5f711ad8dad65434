package io.github.posttlslint.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client says of itself (Language Server Protocol 3.17, Initialize Request), as JSON: of a
 * hundred capabilities two count, and another client's are no reason to refuse it.
 *
 * @param process of the client; null if it says none
 * @param folders that are open
 * @param watchesFiles whether it can be asked to tell of files that change on disk
 * @param takesVersions whether changes may say which version of a text they are for
 */
record Greeting(
    @Nullable Long process, List<Path> folders, boolean watchesFiles, boolean takesVersions) {

  Greeting {
    folders = List.copyOf(folders);
  }

  static Greeting of(JsonObject params) {
    List<Path> folders = new ArrayList<>();
    if (params.get("workspaceFolders") instanceof JsonArray some) {
      for (JsonElement one : some) {
        add(one instanceof JsonObject folder ? folder.get("uri") : null, folders);
      }
    }
    if (folders.isEmpty()) {
      add(params.get("rootUri"), folders); // older clients name a single one
    }
    JsonElement process = params.get("processId");
    return new Greeting(
        process instanceof JsonPrimitive one && one.isNumber() ? one.getAsLong() : null,
        folders,
        is(params, "capabilities", "workspace", "didChangeWatchedFiles", "dynamicRegistration"),
        is(params, "capabilities", "workspace", "workspaceEdit", "documentChanges"));
  }

  private static void add(@Nullable JsonElement uri, List<Path> to) {
    Path path =
        uri instanceof JsonPrimitive one && one.isString()
            ? OpenTexts.path(one.getAsString())
            : null;
    if (path != null && !to.contains(path)) {
      to.add(path);
    }
  }

  private static boolean is(JsonObject params, String... names) {
    JsonElement at = params;
    for (String name : names) {
      at = at instanceof JsonObject object ? object.get(name) : null;
    }
    return at instanceof JsonPrimitive one && one.isBoolean() && one.getAsBoolean();
  }

  /** What the server says of itself. */
  static JsonObject answer(String version) {
    JsonObject sync = new JsonObject();
    sync.addProperty("openClose", true);
    sync.addProperty("change", 2); // by ranges
    sync.addProperty("save", true);
    JsonObject folders = new JsonObject();
    folders.addProperty("supported", true);
    folders.addProperty("changeNotifications", true);
    JsonObject capabilities = new JsonObject();
    capabilities.add("textDocumentSync", sync);
    capabilities.addProperty("hoverProvider", true);
    capabilities.addProperty("definitionProvider", true);
    capabilities.add("completionProvider", with("triggerCharacters", "$", "/", ":", "=", "[", " "));
    capabilities.add(
        "codeActionProvider", with("codeActionKinds", "quickfix", Actions.ALL_SAFE, Actions.ALL));
    capabilities.add("executeCommandProvider", with("commands", Actions.FIX_ALL));
    capabilities.add("workspace", with("workspaceFolders", folders));
    JsonObject server = new JsonObject();
    server.addProperty("name", "posttls-lint");
    server.addProperty("version", version);
    JsonObject result = with("capabilities", capabilities);
    result.add("serverInfo", server);
    return result;
  }

  private static JsonObject with(String name, String... words) {
    JsonArray list = new JsonArray();
    for (String word : words) {
      list.add(word);
    }
    return with(name, list);
  }

  private static JsonObject with(String name, JsonElement value) {
    JsonObject object = new JsonObject();
    object.add(name, value);
    return object;
  }
}
