internal import CEmbedded

/// The JSON Schema of what a command writes with `--json`: the files of `Schemas`, as bytes inside the program.
public struct OutputSchema: Sendable {
  /// The command whose output it is.
  public let id: String
  /// JSON Schema 2020-12; the number at the end of its `$id` is its version.
  public let text: String

  public static let all: [OutputSchema] = [
    OutputSchema(id: "cases", text: String(cString: cembedded_schema_cases())),
    OutputSchema(id: "stats", text: String(cString: cembedded_schema_stats())),
    OutputSchema(id: "import", text: String(cString: cembedded_schema_import())),
    OutputSchema(id: "plan", text: String(cString: cembedded_schema_plan())),
    OutputSchema(id: "probes", text: String(cString: cembedded_schema_probes())),
    OutputSchema(id: "simulate", text: String(cString: cembedded_schema_simulate())),
    OutputSchema(id: "label", text: String(cString: cembedded_schema_label())),
    OutputSchema(id: "lint", text: String(cString: cembedded_schema_lint())),
    OutputSchema(id: "review", text: String(cString: cembedded_schema_review())),
    OutputSchema(id: "looks", text: String(cString: cembedded_schema_looks())),
    OutputSchema(id: "config", text: String(cString: cembedded_schema_config())),
    OutputSchema(id: "stores", text: String(cString: cembedded_schema_stores())),
    OutputSchema(id: "verify", text: String(cString: cembedded_schema_verify())),
    OutputSchema(id: "generate", text: String(cString: cembedded_schema_generate())),
    OutputSchema(id: "init", text: String(cString: cembedded_schema_init())),
    OutputSchema(id: "export", text: String(cString: cembedded_schema_export())),
    OutputSchema(id: "merge", text: String(cString: cembedded_schema_merge())),
    OutputSchema(id: "check", text: String(cString: cembedded_schema_check())),
  ]
}
