extension GoldenCase {
  private static let commands = [
    "explore", "import", "stores", "config", "cases", "stats", "export", "generate", "plan", "simulate", "label",
    "receipt",
    "verify", "check", "lint", "help", "demo", "schema",
  ]

  /// What every command says of itself.
  static let help: [GoldenCase] =
    [
      GoldenCase(
        "help/walkaway", "walkaway --help", "walkaway help stats | head -3",
        "walkaway --version | sed -E 's/ [(][0-9a-f]+[)]//'", "walkaway help | tail -16"),
      GoldenCase(
        "help/figures", "walkaway help figures", "walkaway help figures floor",
        "walkaway help figures --markdown | head -9"),
      GoldenCase("help/bundle", "walkaway help bundle", "walkaway help bundle --markdown | head -5"),
      GoldenCase("help/method", "walkaway help method", "walkaway help method --manual | head -20"),
      GoldenCase("help/schemas", "walkaway schema", "walkaway schema cases"),
      GoldenCase("help/formats", "walkaway help formats", "walkaway help formats --markdown | head -9"),
      GoldenCase("help/faults", "walkaway help faults"),
    ] + ofCommands + completions

  private static let ofCommands: [GoldenCase] = commands.map { GoldenCase("help/\($0)", "walkaway \($0) --help") }

  private static let completions: [GoldenCase] = ["bash", "zsh", "fish"].map { shell in
    GoldenCase("help/completion-\(shell)", "walkaway --generate-completion-script \(shell) > script")
      .leavingDigests(of: "script")
  }
}
