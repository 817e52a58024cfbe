" Words count by their place: each statement is a keyword at the start of its line, and says what its rest may hold.
if exists('b:current_syntax')
  finish
endif
scriptencoding utf-8
let s:save_cpo = &cpo
set cpo&vim

let b:is_bash = 1
syntax include @runbookShell syntax/sh.vim
unlet! b:current_syntax
syntax case match
syntax iskeyword @,48-57,_,-
syntax sync fromstart

syntax match runbookLineStart /^\s*/ nextgroup=@runbookStatements
syntax cluster runbookStatements contains=runbookHead,runbookDefinition,runbookDeclaration,runbookSection,runbookPlain
syntax cluster runbookStatements add=runbookJudging,runbookTiming,runbookBranch,runbookArrow

" The head.
syntax keyword runbookHead contained runbook language tags owner use needs defaults nextgroup=runbookHeadRest skipwhite
syntax keyword runbookDefinition contained param let secret nextgroup=runbookDefined skipwhite
syntax match runbookDefined contained /\l[a-z0-9_]*/ nextgroup=runbookValueRest skipwhite
syntax match runbookHeadRest contained /\S.*/ contains=runbookComment,runbookTitle,runbookNumber,runbookCluster
syntax keyword runbookCluster contained cluster
syntax match runbookValueRest contained /\S.*/ contains=@runbookValue,runbookAs,runbookChoice
syntax match runbookBare contained /=\s*\zs[^[:blank:]0-9,="$<>-][^[:blank:],="$<>]*/
syntax keyword runbookAs contained as nextgroup=runbookType skipwhite
syntax keyword runbookType contained text number percent duration quantity version ip cidr list
syntax keyword runbookChoice contained one of

" The flow. What a statement names may be called as a word of the language is.
syntax keyword runbookDeclaration contained step fix start manual nextgroup=runbookName skipwhite
syntax keyword runbookDeclaration contained ask confirm call nextgroup=runbookAsked skipwhite
syntax keyword runbookSection contained path outcome nextgroup=runbookName skipwhite
syntax match runbookName contained /\l[a-z0-9]*\%(-[a-z0-9]\+\)*/ nextgroup=runbookNameRest skipwhite
syntax match runbookNameRest contained /\S.*/ contains=runbookComment,runbookTitle
syntax match runbookAsked contained /\l[a-z0-9_-]*/ nextgroup=runbookValueRest skipwhite
syntax keyword runbookPlain contained parallel finally nextgroup=runbookComment skipwhite
syntax keyword runbookPlain contained each nextgroup=runbookItem skipwhite
syntax match runbookItem contained /\l[a-z0-9_]*/ nextgroup=runbookEachRest skipwhite
syntax match runbookEachRest contained /\S.*/ contains=@runbookValue,runbookEachWord
syntax keyword runbookEachWord contained in at once
syntax keyword runbookPlain contained hint timeout budget env keep on nextgroup=runbookClauseRest skipwhite
syntax match runbookClauseRest contained /\S.*/ contains=@runbookValue
syntax keyword runbookPlain contained verify nextgroup=runbookTarget skipwhite
syntax keyword runbookPlain contained effect shell severity nextgroup=runbookConstant skipwhite
syntax keyword runbookConstant contained read probe change bash sh ok info warning critical unknown nextgroup=runbookComment skipwhite

" Expectations, captures, conditions.
syntax keyword runbookJudging contained expect ready nextgroup=runbookTestRest skipwhite
syntax keyword runbookJudging contained when nextgroup=runbookAny,runbookCheck,runbookTestRest skipwhite
syntax keyword runbookJudging contained capture nextgroup=runbookCaptured skipwhite
syntax match runbookCaptured contained /\l[a-z0-9_]*/ nextgroup=runbookFrom skipwhite
syntax keyword runbookFrom contained from nextgroup=runbookTestRest skipwhite
syntax match runbookTestRest contained /\S.*/ contains=@runbookTest,runbookArrow
syntax cluster runbookTest contains=@runbookValue,runbookSelector,runbookOperator,runbookMember,runbookAs,runbookCheck,runbookAny,runbookJSONPath
syntax cluster runbookTest add=runbookFunction,runbookComparison
syntax keyword runbookSelector contained output stderr exit duration lines line find all rows row json yaml
syntax keyword runbookSelector contained count distinct sum min max median first last port answers when
syntax match runbookSelector contained /\<p\d\+\>/
syntax keyword runbookOperator contained every some no at least most exactly in after before is are not empty complete
syntax keyword runbookOperator contained one of within contain[s] overlaps overlap starts start ends end with
syntax keyword runbookOperator contained matches match exists exist
syntax keyword runbookMember contained column where and nextgroup=runbookCell,runbookCheck,runbookAny skipwhite
syntax match runbookCell contained /[^[:blank:]".,=$<>\/][^[:blank:],="$<>]*/
" An arrow may follow at once: `fails->bad` is one word to Vim, so what stands before it is matched.
syntax match runbookCheck contained /\<\l[a-z0-9-]*\s\+\%(passes\|fails\|flaky\|unknown\|skipped\)\%(\>\|\%(->\)\@=\)/ contains=runbookVerdict nextgroup=runbookTestRest skipwhite
syntax keyword runbookVerdict contained passes fails flaky unknown skipped
syntax match runbookVerdict contained /\%(passes\|fails\|flaky\|unknown\|skipped\)\%(->\)\@=/
syntax match runbookAny contained /\<any\s\+\%(passes\|fails\|flaky\|unknown\|skipped\)\%(\>\|\%(->\)\@=\)/ contains=runbookVerdict nextgroup=runbookTestRest skipwhite
syntax match runbookFunction contained /\<\%(overlaps\|capacity\|selecting\|allowed\|endpoints\|nearest\|badversions\|mismatches\)\ze\s\+\l\+=/
syntax match runbookComparison contained /[<>]=\?/
syntax match runbookJSONPath contained /\%(\s\)\@1<=\.\%(\["\%(\\.\|[^"\\]\)*"\]\|[^[:blank:],="$<>]\)*/

" Argument and parameter: NAME=VALUE.
syntax match runbookArgument contained /\<\l[a-z0-9_]*=\@=/
syntax match runbookParameter contained /\<\%(ranges\|range\|pods\|pod\|policies\|namespaces\|from\|to\|port\|endpoints\|service\|listeners\|selector\|product\|version\|kubernetes\)=\@=/

" How often.
syntax keyword runbookTiming contained retry sample stop nextgroup=runbookTimingRest skipwhite
syntax match runbookTimingRest contained /\S.*/ contains=@runbookValue,runbookTimingWord
syntax keyword runbookTimingWord contained times up to every need after

" Arrows. Of two rules for the same place the later one wins.
syntax match runbookTargetRest contained /\S.*/ contains=@runbookValue,runbookGoal
syntax keyword runbookBranch contained passes fails flaky unknown otherwise yes no nextgroup=runbookArrow skipwhite
syntax match runbookBranch contained /\%(passes\|fails\|flaky\|unknown\|otherwise\|yes\|no\)\%(->\)\@=/ nextgroup=runbookArrow
syntax match runbookArrow contained /→\|->/ nextgroup=runbookGoal,runbookTarget,runbookTargetRest skipwhite
syntax keyword runbookGoal contained next stop nextgroup=runbookTargetRest skipwhite
syntax match runbookTarget contained /\l[a-z0-9]*\%(-[a-z0-9]\+\)*/ nextgroup=runbookTargetRest skipwhite

" Values.
syntax cluster runbookValue contains=runbookComment,runbookString,runbookPattern,runbookVariable,runbookNumber,runbookBare,runbookArgument,runbookParameter
syntax region runbookTitle contained oneline start=/"/ skip=/\\./ end=/"\|$/ contains=runbookEscape,runbookWrongEscape
syntax region runbookString contained oneline start=/"/ skip=/\\./ end=/"\|$/ contains=runbookWrongEscape,runbookEscape,runbookReplaced
syntax match runbookWrongEscape contained /\\./
syntax match runbookEscape contained /\\["\\nt$]/
syntax match runbookReplaced contained /\$\l[a-z0-9_]*\%(\%(-[a-z0-9_]\+\)*\.\%(passed\|failed\|flaky\|unknown\|outcome\)\>\)\?/
syntax match runbookVariable contained /\$\w\+\%(\%(-[a-z0-9_]\+\)*\.\%(passed\|failed\|flaky\|unknown\|outcome\)\>\)\?/
syntax match runbookNumber contained /[^[:blank:],="<>]\@1<!-\?\d[^[:blank:],="$<>]*/
syntax region runbookPattern contained oneline start=+\%(\<\%(find\|all\|after\|before\|matches\|match\|matching\)\s\+\)\@15<=/+ skip=/\\./ end=+/\|$+ contains=runbookPatternEscape
syntax match runbookPatternEscape contained /\\./
syntax keyword runbookChoice contained matching
syntax match runbookComment contained /\%(^\|\s\)\@1<=#.*/ contains=@Spell
syntax match runbookComment /^\s*#.*/ contains=@Spell

" Blocks: all lines that are blank or deeper than the opening word. Later rules win, so they stand last.
syntax region runbookShellText matchgroup=runbookPlain start=/^\z(\s*\)\%(run\|undo\|cleanup\)\%(\s\|$\)\@=/ end=/^\%(\z1\s\+\S\|\s*$\)\@!/me=s-1 keepend contains=@runbookShell
syntax match runbookUndoNone /^\s*undo\s\+none\%(\s*\%(["#]\|$\)\)\@=/ contains=runbookUndoWord nextgroup=runbookClauseRest skipwhite
syntax keyword runbookUndoWord contained undo none
syntax region runbookInput matchgroup=runbookPlain start=/^\z(\s*\)stdin\%(\s\|$\)\@=/ end=/^\%(\z1\s\+\S\|\s*$\)\@!/me=s-1 keepend contains=runbookReplaced
syntax region runbookProse matchgroup=runbookHead start=/^\z(\s*\)about\%(\s\|$\)\@=/ end=/^\%(\z1\s\+\S\|\s*$\)\@!/me=s-1 keepend contains=@Spell
syntax region runbookDecide matchgroup=runbookPlain start=/^\z(\s*\)decide\>/ end=/^\%(\z1\s\+\S\|\s*\%(#\|$\)\)\@!/me=s-1 keepend contains=runbookComment,runbookRow
syntax match runbookRow contained /^\s\+/ nextgroup=runbookOtherwise,runbookAny,runbookCheck,runbookTestRest
syntax match runbookOtherwise contained /otherwise\ze\s*\%(→\|->\)/ nextgroup=runbookArrow skipwhite
" Prose of an outcome and of a manual begins with the first line that is no clause.
syntax region runbookOutcome start=/^outcome\>/ end=/^\%(\s\+\S\|\s*$\)\@!/me=s-1 keepend
      \ contains=runbookOpening,runbookOutcomeClause,runbookComment,runbookOutcomeProse
syntax match runbookOutcomeClause contained /^\s\+\ze\%(severity\>\|→\|->\)/ nextgroup=@runbookStatements
syntax region runbookOutcomeProse contained start=/^\s\+\%(severity\>\|→\|->\|#\|\s\)\@!/ end=/\%$/ contains=@Spell
syntax region runbookManual start=/^\z(\s*\)manual\>/ end=/^\%(\z1\s\+\S\|\s*$\)\@!/me=s-1 keepend
      \ contains=runbookOpening,runbookManualClause,runbookComment,runbookManualProse
syntax match runbookManualClause contained /^\s\+\ze\%(when\|passes\|fails\|flaky\|unknown\|otherwise\)\>/ nextgroup=@runbookStatements
syntax region runbookManualProse contained start=/^\s\+\%(\%(manual\|when\|passes\|fails\|flaky\|unknown\|otherwise\)\>\|#\|\s\)\@!/ end=/\%$/ contains=@Spell
syntax match runbookOpening contained /^\s*\ze\%(outcome\|manual\)\>/ nextgroup=runbookSection,runbookDeclaration

highlight default link runbookHead Statement
highlight default link runbookDefinition Statement
highlight default link runbookDeclaration Statement
highlight default link runbookSection Structure
highlight default link runbookPlain Statement
highlight default link runbookJudging Statement
highlight default link runbookFrom Statement
highlight default link runbookTiming Statement
highlight default link runbookUndoWord Statement
highlight default link runbookBranch Conditional
highlight default link runbookOtherwise Conditional
highlight default link runbookDefined Identifier
highlight default link runbookCaptured Identifier
highlight default link runbookItem Identifier
highlight default link runbookArgument Identifier
highlight default link runbookParameter Identifier
highlight default link runbookVariable Identifier
highlight default link runbookReplaced Identifier
highlight default link runbookName Function
highlight default link runbookAsked Function
highlight default link runbookTarget Function
highlight default link runbookCheck Function
highlight default link runbookFunction Function
highlight default link runbookSelector Type
highlight default link runbookType Type
highlight default link runbookCluster Constant
highlight default link runbookConstant Constant
highlight default link runbookGoal Constant
highlight default link runbookVerdict Constant
highlight default link runbookAny Constant
highlight default link runbookOperator Operator
highlight default link runbookMember Operator
highlight default link runbookComparison Operator
highlight default link runbookAs Operator
highlight default link runbookChoice Operator
highlight default link runbookEachWord Operator
highlight default link runbookTimingWord Operator
highlight default link runbookArrow Special
highlight default link runbookJSONPath Special
highlight default link runbookTitle String
highlight default link runbookString String
highlight default link runbookBare String
highlight default link runbookInput String
highlight default link runbookPattern String
highlight default link runbookEscape SpecialChar
highlight default link runbookPatternEscape SpecialChar
highlight default link runbookWrongEscape Error
highlight default link runbookNumber Number
highlight default link runbookComment Comment

let b:current_syntax = 'runbook'
let &cpo = s:save_cpo
unlet s:save_cpo
