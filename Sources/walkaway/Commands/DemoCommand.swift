import ArgumentParser
import Desk

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Open a sample: a synthetic audit in English or Chinese, in which nobody said any of it.",
    discussion: """
      EXAMPLES
        walkaway demo
        walkaway demo zh
      """)

  enum Language: String, CaseIterable, ExpressibleByArgument {
    case en, zh

    var sample: String {
      switch self {
      case .en: "subscription-en"
      case .zh: "matchmaking-zh"
      }
    }
  }

  @Argument(help: "en, or zh.")
  var language = Language.en

  @MainActor
  func run() async throws {
    guard let folder = Samples.folder(language.sample) else {
      throw CommandFailure(
        .noInput, "the sample \(language.sample) is not beside the program",
        remedy: "install the samples in share/walkaway/sample-data beside bin, or draw one with walkaway generate"
      ).report()
    }
    try await ExploreCommand.parse([folder]).run()
  }
}
