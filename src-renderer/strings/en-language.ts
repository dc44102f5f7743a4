type Example = readonly [typed: string, means: string]

/** What the search box understands, an example each. The words before a colon are the same in every language. */
export const englishLanguage = {
  title: 'What the search box understands',
  intro: 'All of it together, in any order. What is clicked stands in the box as if it had been typed.',
  groups: [
    [
      'Words',
      [
        ['dogs on a beach', 'what the photo shows'],
        ['beach + sunset', 'both of these'],
        ['beach -people', 'but nothing like this'],
        ['dog:2 + snow', 'the dog counts twice'],
        ['"IMG_1234"', 'this very text in the name, folder, title, caption or keywords'],
        ['similar:12', 'like a photo; S and P put it in'],
      ],
    ],
    [
      'Time and place',
      [
        ['last summer', 'dates in words, such as christmas 2020'],
        ['on:2020', 'a year, a month (2020-06) or a day'],
        ['before:2019-06', 'and after:'],
        ['month:12', 'every December'],
        ['place:Paris', 'a city, region or country'],
        ['near:48.86,2.35,5', 'within 5 km of a point'],
      ],
    ],
    [
      'Photos',
      [
        ['in:Holidays/2019', 'a folder and all below it'],
        ['is:portrait', 'landscape, square, favourite, screenshot, missing, hidden, live'],
        ['has:gps', 'title, caption, keywords, tags, rating, camera'],
        ['type:raw|heic', 'one of these; also jpeg, png, tiff'],
        ['size:>12mp', 'megapixels, or bytes: size:>5mb'],
        ['camera:canon', 'part of its name; lens: too'],
      ],
    ],
    [
      'Yours',
      [
        ['rating:>=4', 'stars; rating:0 for none'],
        ['tag:family', 'a tag or keyword'],
        ['collection:Walks', 'one of your collections'],
        ['-tag:work', 'a minus leaves out, before any filter'],
        ['sort:oldest', 'newest, name, relevance'],
      ],
    ],
  ] as readonly (readonly [title: string, examples: readonly Example[]])[],
}
