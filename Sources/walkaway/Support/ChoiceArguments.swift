import ArgumentParser
import Cases
import Desk
import Foundation

/// What becomes of what a store holds otherwise than the bundle that it came from.
struct ChoiceArguments: ParsableArguments {
  @Flag(
    name: .long,
    help: "Where a bundle and its store disagree, take the bundle's; what it no longer holds goes, reviews stay.")
  var replace = false

  @Flag(
    name: .long,
    help: "Where a bundle and its store disagree, keep the store's, and do not ask again for this content.")
  var keep = false

  func validate() throws {
    if replace && keep { throw ValidationError("Choose --replace or --keep.") }
  }

  private var choice: ContradictionChoice { replace ? .replace : keep ? .keep : .ask }

  /// Runs `body` with what was chosen; a person at a terminal who has not chosen is asked where that is needed.
  func resolving<Result>(_ body: (ContradictionChoice) throws -> Result) throws -> Result {
    do {
      return try body(choice)
    } catch let contradiction as BundleContradiction where choice == .ask && Question.canBeAsked {
      StandardError.write(contradiction.text + "\n")
      let answer = Question.ask("r takes the bundle's (--replace), k keeps the store's (--keep), all else leaves: ")
      switch answer {
      case "r": return try body(.replace)
      case "k": return try body(.keep)
      default: throw contradiction
      }
    }
  }
}

/// A question to the person at the terminal.
enum Question {
  static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && StandardError.isTerminal }

  /// The line that was typed, without blanks around it; empty at the end of input.
  static func ask(_ question: String) -> String {
    StandardError.write(question)
    return (readLine() ?? "").trimmingCharacters(in: .whitespaces)
  }
}
