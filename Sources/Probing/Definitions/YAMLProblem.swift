import Yams

/// What is wrong with a text of YAML, in words, with its line.
struct YAMLProblem {
  let place: String
  let problem: String
  let remedy: String

  /// - Parameter file: What the place begins with.
  init(_ error: any Error, in file: String) {
    func spot(_ mark: Mark) -> String { "\(file):\(mark.line)" }
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let keys, let context):
      place = spot(context.mark)
      problem = "holds a key twice: \(keys.map { String($0.prefix(40)) }.joined(separator: ", "))"
      remedy = "keep one of them"
    case .composer(let context?, _, let mark, _) where context.text.contains("single document"):
      (place, problem, remedy) = (spot(mark), "holds another document", "keep one document a file")
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      (place, problem, remedy) = (spot(mark), "is no YAML", "correct it there")
    default: (place, problem, remedy) = (file, "is no YAML", "correct it")
    }
  }
}
