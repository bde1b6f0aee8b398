/// Why an audit cannot be generated.
public enum GenerationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// An option is out of its range: its name and what it must be.
  case option(name: String, must: String)
  /// The planted model is not usable.
  case model(String)
  /// A phrase list is incomplete.
  case phrases(String)

  public var description: String {
    switch self {
    case .option(let name, let must): "\(name) must be \(must)"
    case .model(let problem): "the planted model is not usable: \(problem)"
    case .phrases(let problem): "the phrase lists are incomplete: \(problem)"
    }
  }
}
