import ArgumentParser
import Desk

/// How the statistics are computed.
struct AnalysisArguments: ParsableArguments {
  @OptionGroup var method: MethodArguments

  @Flag(name: .long, help: "The paper's own choices: raw permutation, Fisher's test on pairs, percentile intervals.")
  var paper = false

  @Flag(name: .long, help: "Bias-corrected and accelerated bootstrap intervals.")
  var bca = false

  @Option(name: .long, help: "A second simulator, compared on the conversations that both cover.")
  var compare: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What part of the population each stratum is, for panels balanced by outcome; marginal calibration is weighted by it.",
      valueName: "stratum=share,…"))
  var population: String?

  var settings: AnalysisSettings {
    var settings = AnalysisSettings()
    settings.method = method.settings
    settings.paperChoices = paper
    settings.biasCorrected = bca
    settings.comparedSimulator = compare
    settings.population = population
    return settings
  }
}
