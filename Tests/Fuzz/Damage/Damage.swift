import ArgumentParser
import Foundation

/// Runs the program on damaged input, many times over, and counts what must not be.
@main
struct Damage: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs walkaway on damaged bundles, on damaged stores, and kills it, and counts what must not be.",
    subcommands: [Bundles.self, Stores.self, Kills.self])

  struct Options: ParsableArguments {
    @Option(help: "The program.") var walkaway: String
    @Option(help: "The bundle that every trial starts from.") var sample = "sample-data/subscription-en"
    @Option(help: "Where trials run and where what failed is kept.") var scratch: String
    @Option(help: "How many trials.") var count = Int.max
    @Option(help: "How many seconds, if the count is not reached before.") var seconds = Double.infinity
    @Option(help: "Of all that is random.") var seed: UInt64 = 1
    @Option(help: "The first trial: with --count 1, one of them again.") var first = 0
  }

  struct Bundles: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bundles whose files, lines and values are mutated.")
    @OptionGroup var options: Options

    func run() throws {
      let seed = try SeedBundle(of: options.sample, conversations: 6)
      try Trials(options).run { trial in BundleTrial(seed: seed).run(&trial) }
    }
  }

  struct Stores: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stores with damaged bytes, rows, columns and schemas.")
    @OptionGroup var options: Options

    func run() throws {
      let trials = Trials(options)
      let base = try StoreTrial.Base(of: options.sample, trials: trials)
      try trials.run { trial in StoreTrial(base: base).run(&trial) }
    }
  }

  struct Kills: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Commands that are killed at any moment, and run again.")
    @OptionGroup var options: Options

    func run() throws {
      let trials = Trials(options)
      let base = try KillTrial.Base(of: options.sample, trials: trials)
      try trials.run { trial in KillTrial(base: base).run(&trial) }
    }
  }
}
