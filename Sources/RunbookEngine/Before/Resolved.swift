import RunbookMatching
import RunbookModel

/// The value of the file with its variables replaced; a lone variable keeps its list and its type.
///
/// Matching calls it `value`, and that is what everybody calls the thing they put in.
func resolve(_ written: Value, _ variables: Variables) -> ResolvedValue { value(written, variables) }
