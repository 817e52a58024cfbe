import Testing

@testable import RunbookComparison
