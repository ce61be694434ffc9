global using System.Globalization;
global using Duroxide.Core;
