import ArgumentParser
import Desk

/// Which cases a command speaks of.
struct CaseArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: "A filter in the filter language, such as 'outcome:non-buyer real:resisting severity>=2'.")
  var `where`: String = ""

  @Option(name: .long, help: "The simulator; the first of the audit where it is not said.")
  var simulator: String?

  @Option(name: .long, help: "The instrument; the first of the audit that labelled it where it is not said.")
  var instrument: String?

  @Option(name: .long, help: "The draw.")
  var draw: Int?

  var choice: CaseChoice {
    CaseChoice(filter: `where`, simulator: simulator, instrument: instrument, draw: draw)
  }
}
