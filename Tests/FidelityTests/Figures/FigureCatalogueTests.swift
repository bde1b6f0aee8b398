import Figures
import Foundation
import Testing

@Suite struct FigureCatalogueTests {
  @Test func everyFigureHasANameOfItsOwn() {
    let ids = FigureCatalogue.definitions.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(FigureCatalogue.sections.map(\.id)).count == FigureSection.ID.allCases.count)
  }

  @Test(arguments: FigureCatalogue.sections.map(\.id))
  func aSectionHoldsItsOwnFiguresAndSaysWhatTheyAre(_ id: FigureSection.ID) {
    let section = FigureCatalogue.section(id)
    #expect(section.id == id)
    #expect(!section.title.isEmpty && !section.definitions.isEmpty)
    for figure in section.definitions {
      #expect(figure.section == id)
      for text in [figure.words, figure.explanation.what, figure.explanation.formula, figure.explanation.reading] {
        #expect(!text.isEmpty, "\(figure.id) has an empty text")
      }
    }
  }

  /// Written by `walkaway help figures --markdown > Sources/Figures/Figures.md`.
  @Test func theDocumentationHoldsTheCatalogue() throws {
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let page = folder.appending(path: "Sources/Figures/Figures.md")
    #expect(try String(contentsOf: page, encoding: .utf8) == FigureGuide.markdown)
  }

  @Test func theGuideNamesEveryFigureOnce() {
    let guide = FigureGuide.markdown
    for figure in FigureCatalogue.definitions {
      #expect(guide.components(separatedBy: "(`\(figure.id)`)").count == 2, "\(figure.id)")
    }
    #expect(FigureGuide.text(about: "floor").contains("An interval that holds"))
    #expect(FigureGuide.text(about: "no such figure").isEmpty)
  }
}
